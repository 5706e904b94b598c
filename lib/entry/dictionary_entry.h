#pragma once

// From what a dictionary says of a word to an entry: only what is learnt of it. Cross references,
// surnames that are written alike and references to variants are left out where the word means
// something besides.

#include <string>
#include <string_view>
#include <vector>

#include "entry/dictionary_word.h"
#include "entry/entry.h"
#include "entry/translated_sentence.h"

namespace lianxi {

/// What entries made from CC-CEDICT name as their source, and its licence.
inline constexpr std::string_view kCedict = "CC-CEDICT";
inline constexpr std::string_view kCedictLicence = "CC BY-SA 4.0";

/// One reading of a word, with all that is listed under it.
struct DictionaryReading {
  std::vector<DictionaryWord> words;  ///< the likeliest first: 面 is face and, once 麵, flour
  std::string part_of_speech;         ///< "verb, noun"; only where a list says so
  std::string level;                  ///< "4 (2.0), 3 (3.0)"
  std::vector<std::string> also;      ///< other right spellings, marked: those of a list
};

/// "liánxì": the reading as it is printed.
std::string pinyin_of(const DictionaryReading& reading);

/// What it means, in at most some 160 letters: its first senses, parted by "; ".
std::string definition_of(const DictionaryReading& reading);

/// False where it only says where to look, or who is called so.
bool has_meaning_of_its_own(const DictionaryReading& reading);

/// An entry of these readings; precondition: there is one. `examples` stand under it as they are.
Entry entry_of(const std::vector<DictionaryReading>& readings,
               const std::vector<TranslatedSentence>& examples);

}  // namespace lianxi
