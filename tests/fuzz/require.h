#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

namespace lianxi {

/// Throws what is wrong, with its numbers: formatted only where it is. A fuzzer takes the exception
/// for a crash, a replay names the input.
template <typename... Values>
void require(bool holds, std::string_view what, const Values&... values) {
  if (!holds) throw std::runtime_error(fmt::vformat(what, fmt::make_format_args(values...)));
}

}  // namespace lianxi
