#pragma once

// Text in columns: a hanzi is two wide.

#include <string>

namespace lianxi::app {

/// With spaces after it up to a number of columns; longer text stays as it is.
std::string padded(const std::string& text, int width);

/// Cut to a number of columns, whole characters only, with "…" at the end where something is gone.
std::string shortened(const std::string& text, int width);

}  // namespace lianxi::app
