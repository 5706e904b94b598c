#pragma once

// Which field of a foreign note is what: found from names and contents, shown to the learner,
// changed by --map. A type in which no field holds words is taken as plain questions and answers.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/card.h"
#include "import/notes.h"

namespace lianxi {

/// What a field of a note is to an entry.
enum class FieldRole : std::uint8_t {
  none,  ///< not used for words; plain cards show it where the other program did
  characters,
  traditional,
  pinyin,
  meaning,
  part_of_speech,
  measure_word,
  level,
  sentence,
  sentence_pinyin,
  sentence_english,
  audio,
};
std::string_view to_string(FieldRole role);
std::optional<FieldRole> field_role_from_string(std::string_view name);
/// All names, parted by ", ".
std::string field_role_names();

/// The mapping of one type of notes.
struct NoteMapping {
  NoteType type;
  std::vector<FieldRole> roles;  ///< one a field
  bool plain = false;            ///< all of them are plain, whatever the roles say
  bool has_words() const;        ///< words come from it: characters, and a sound or a meaning
  /// The kind of card that a template's card becomes; nothing for one that stays a plain card.
  /// `made_by`: see PastCard.
  std::optional<CardKind> kind_of(std::size_t made_by) const;
  std::optional<std::size_t> field_of(FieldRole role) const;
};

/// Finds the roles of a type from the names of its fields and from some of its notes.
NoteMapping propose_mapping(const NoteType& type, const std::vector<const Note*>& notes);

/// Changes mappings as --map says: "Front=characters", "2=pinyin", "Basic:Back=meaning" for one
/// type alone, "plain" or "Basic:plain" for questions and answers. Throws Error (usage) that names
/// what there is where no type or field is called so.
void change_mapping(std::vector<NoteMapping>& mappings, std::string_view change);

/// "Hanzi = characters, Pinyin = pinyin; English = meaning", for a person.
std::string describe(const NoteMapping& mapping);

}  // namespace lianxi
