#pragma once

// The words of a text that the learner does not have, by how often they stand in it.

#include <string>
#include <string_view>
#include <vector>

#include "store/dictionary.h"

namespace lianxi {

struct TextWord {
  enum class Kind { content, grammar, name };  ///< in this order
  std::string word, pinyin, definition;        ///< of the likeliest reading
  int count = 0;
  Kind kind = Kind::content;
};

/// Words of the dictionary, read off by longest match: those with content first, then the words
/// that hold sentences together, then names; of each kind the most frequent first, else the
/// earlier.
std::vector<TextWord> new_words_of(std::string_view text, Db& collection, Db& dictionary);

}  // namespace lianxi
