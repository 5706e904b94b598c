#pragma once

// A number as a bar of characters.

#include <string>

namespace lianxi::app {

/// As long beside `width` columns as the value is beside the highest, in eighths of a column;
/// an eighth at least for what is above nothing.
std::string bar(double value, double highest, int width);

}  // namespace lianxi::app
