#pragma once

// JSON from elsewhere is measured before it is parsed: a parser keeps some sixty bytes for each
// bracket that is open, so that a file of brackets takes sixty times its size.

#include <string_view>

namespace lianxi {

/// How deep arrays and objects stand within each other.
int json_depth(std::string_view json);

}  // namespace lianxi
