#pragma once

// Looking a word up as a learner types it: in characters, in pinyin with or without tones, or in
// English.

#include <string>
#include <string_view>
#include <vector>

#include "store/dictionary.h"

namespace lianxi {

struct FoundWord {
  DictionaryWord word;
  std::vector<std::string> variants;  ///< other ways to write it that were found instead of it
};

/// At most so many words, the likeliest first: written so; else read so; else with this meaning.
/// Short words of English that are pinyin too ("can", "long") find both. In the place of what is
/// nothing but a variant stands the word that it is a variant of.
std::vector<FoundWord> find_in_dictionary(Db& dictionary, std::string_view query, std::size_t most);

}  // namespace lianxi
