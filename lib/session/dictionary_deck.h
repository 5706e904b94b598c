#pragma once

// The deck of entries made from the installed dictionary. Only its name tells it from other decks:
// what it says comes behind what any of them says (SourceRole). The place of an entry in it says
// whether the learner asked for its reading or it was the only or the likeliest one.

#include <optional>
#include <string>
#include <string_view>

#include "entry/revise.h"
#include "store/entries.h"

namespace lianxi {

inline constexpr std::string_view kDictionaryDeck = "dictionary";

/// The place of an entry in that deck: "长", or where just these readings were asked for
/// "长:zhǎng".
inline std::string dictionary_place(const Entry& entry, bool asked) {
  std::string place = entry.headword;
  for (const Reading& reading : entry.readings) {
    if (asked) place += ":" + reading.pinyin;
  }
  return place;
}

/// What an import may do beside those of other decks; `dictionary` is the deck of that name.
inline SourceRole role_of(const store::ImportedEntry& imported, std::optional<DeckId> dictionary) {
  if (!dictionary || imported.deck != *dictionary) return SourceRole::speaks;
  const bool asked = imported.file.find(':') != imported.file.npos;
  return asked ? SourceRole::fills_and_reads : SourceRole::fills;
}

}  // namespace lianxi
