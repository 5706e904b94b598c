#pragma once

// Chinese without spaces, read as words: from the left, at each place the longest one known.

#include <string_view>
#include <vector>

#include "entry/lexicon.h"

namespace lianxi {

/// The words of a text, without what is no Chinese character; a character that begins no word known
/// is a word of its own. They point into `text`.
std::vector<std::string_view> longest_words(std::string_view text, const Lexicon& lexicon);

}  // namespace lianxi
