#pragma once

// Which reading of a word is meant. A word is looked up in either script; what is only a variant
// leads to its word. Where it has several readings, the learner's pinyin or a list's decides.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entry/dictionary_entry.h"
#include "store/dictionary.h"

namespace lianxi {

/// A word as the dictionary has it.
struct ListedHeadword {
  std::string headword;                     ///< simplified
  std::vector<DictionaryReading> readings;  ///< the likeliest first; names where nothing else is
  std::size_t own = 0;  ///< how many of them, from the first, mean something by themselves
};

/// Nothing where the dictionary does not have it, or no reading that could be asked.
std::optional<ListedHeadword> find_headword(Db& dictionary, std::string_view word);

/// How well a reading of the dictionary is the one that was meant.
enum class Match {
  none,
  letters,  ///< the tones are others
  light,    ///< a syllable is light in one and full in the other
  exact,    ///< also where no tones were given
};
/// `pinyin`: with tones or without, in any spelling.
Match match_of(const DictionaryReading& reading, std::string_view pinyin);

/// The readings that match best, none where none does; `match` is how well.
std::vector<std::size_t> best_matches(const ListedHeadword& word, std::string_view pinyin,
                                      Match& match);

/// What can be typed for it: "行:háng".
std::string typed_form(const ListedHeadword& word, const DictionaryReading& reading);

}  // namespace lianxi
