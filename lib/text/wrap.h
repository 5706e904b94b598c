#pragma once

// Lines for a screen: text broken at a width in columns, whole grapheme clusters only.

#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace lianxi {

/// Breaks `text` into lines of at most `width` columns: at spaces (which fall away there), or
/// between wide characters; never before closing punctuation or after opening punctuation, and
/// inside a word only where it is longer than a line. `width` under 2 counts as 2.
std::vector<std::string> wrap(std::string_view text, int width,
                              Ambiguous ambiguous = Ambiguous::narrow);

}  // namespace lianxi
