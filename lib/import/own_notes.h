#pragma once

// Notes as lianxi itself writes them for other programs, and how they are read back exactly. The
// fields that people look at there (Word, Pinyin, Meaning, ...) are copies; two fields hold the
// truth: `Entry` the entry in the deck format, `Cards` what each card is. So such a note needs no
// mapping, and what was studied in the other program returns to the very cards it came from.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cards/card.h"
#include "import/note_entries.h"

namespace lianxi {

/// The names of the two types, of their fields that are read back, and of the first of each.
inline constexpr std::string_view kOwnWord = "lianxi word";
inline constexpr std::string_view kOwnQuestion = "lianxi question";
inline constexpr std::string_view kEntryField = "Entry";
inline constexpr std::string_view kCardsField = "Cards";
inline constexpr std::string_view kDecksField = "Decks";

/// The deck format as a field keeps it: other programs drop spaces in front of a line, so they are
/// dots there ("··- Pinyin: ..."), and back.
std::string entry_value(std::string_view markdown);
std::string entry_text(std::string_view value);

/// One card of a note.
struct OwnCard {
  std::string made_by;  ///< the name of its template: "cloze 2"
  Card card;
  std::string flag;  ///< the learner's words; other programs know colours only
  friend bool operator==(const OwnCard&, const OwnCard&) = default;
};
/// "cloze 2: cloze 9936... 联系不上" a line, and back. Lines that are something else are passed
/// over.
std::string cards_value(const std::vector<OwnCard>& cards);
std::vector<OwnCard> own_cards(std::string_view value);

/// Whether notes of this type may be such; other programs change the end of a type's name.
bool is_own(const NoteType& type);

/// Reads such notes back.
class OwnNoteReader {
 public:
  /// `file`: named in complaints.
  OwnNoteReader(const std::vector<NoteType>& types, std::string file);
  /// Takes the note into `made`; false, and nothing taken, where it is none or not whole any more.
  bool add(const Note& note, NoteEntries& made);

 private:
  std::map<std::string, NoteType, std::less<>> types_;
  std::string file_;
  std::set<Key> given_;  ///< cards that have a history
};

}  // namespace lianxi
