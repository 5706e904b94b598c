#pragma once

// Lines for a screen: text broken at a width in columns, whole grapheme clusters only.

#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

/// Breaks `text` into lines of at most `width` columns: at spaces (which fall away there), or
/// between wide characters; never before closing punctuation, and inside a word only where it is
/// longer than a line. `width` under 2 counts as 2.
std::vector<std::string> wrap(std::string_view text, int width);

}  // namespace lianxi
