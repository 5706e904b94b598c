#pragma once

// A word as a reference dictionary lists it: written, read and explained, nothing more. Many words
// share their characters, or their sound. The glosses keep CC-CEDICT's mark-up; what it says of
// other words is read off here.
// Source: https://cc-cedict.org/wiki/format:syntax.

#include <string>
#include <string_view>
#include <vector>

#include "text/pinyin.h"

namespace lianxi {

struct DictionaryWord {
  std::string traditional, simplified;
  std::string pinyin;  ///< numbered, as listed: "lian2 xi4", "Bei3 jing1", "nu:3 er2", "san1 C"
  std::vector<std::string> senses;  ///< glosses that mean the same stand in one, parted by "; "
  friend bool operator==(const DictionaryWord&, const DictionaryWord&) = default;
};

/// A word on the list of an examination. The scales of two lists are not to be compared, so a level
/// never stands without the name of its list.
struct ListedWord {
  std::string list;              ///< "HSK 2.0"
  int level = 0;                 ///< 1-6; in HSK 3.0 also 7, which means 7 to 9
  std::string word;              ///< simplified
  std::string pinyin;            ///< as the list has it; empty where it has none
  std::string part_of_speech{};  ///< "verb, noun"; empty where the list says none
  friend bool operator==(const ListedWord&, const ListedWord&) = default;
};

/// Another word that a gloss names: "聯繫|联系[lian2 xi4]", "件[jian4]".
struct WordReference {
  std::string traditional, simplified;
  std::string pinyin;  ///< numbered; empty where the gloss gives none
  friend bool operator==(const WordReference&, const WordReference&) = default;
};

/// What the word is a variant of; empty for most.
std::vector<WordReference> variant_targets(const DictionaryWord& word);
/// True where the senses say nothing else, so that whoever looks it up wants the other word.
bool is_only_variant(const DictionaryWord& word);

/// The measure words listed ("CL:個|个[ge4],位[wei4]"), in order.
std::vector<WordReference> measure_words(const DictionaryWord& word);

/// Readings of the whole word besides its own ("also pr. [...]", "Taiwan pr. [...]"), numbered.
std::vector<std::string> other_readings(const DictionaryWord& word);

/// Read with a capital: a name, a surname.
bool is_proper_noun(const DictionaryWord& word);

/// Senses as a learner reads them: without those that are measure words, readings or names of other
/// words, "trad|simp[pin1 yin1]" shortened to the simplified form with its marked reading.
std::vector<std::string> plain_senses(const DictionaryWord& word);

/// "liánxì", "sān C", "nǚ'ér": as pinyin is printed. Words of a name keep their capital.
std::string marked_pinyin(std::string_view numbered);

/// By which a reading is looked up, whatever its spelling.
struct PinyinKeys {
  std::string numbered;  ///< "lian2xi4"
  std::string letters;   ///< "lianxi"
  bool toned = false;    ///< whether it has a tone, be it the neutral one: "de5"
};
PinyinKeys pinyin_keys(std::string_view pinyin);

}  // namespace lianxi
