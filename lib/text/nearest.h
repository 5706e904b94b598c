#pragma once

// "Did you mean": the known name that is closest to a mistyped one.

#include <optional>
#include <span>
#include <string_view>

namespace lianxi {

/// The name that becomes `typed` with the fewest insertions, deletions and replacements of bytes,
/// the first of equals; nothing where two of them are not enough.
std::optional<std::string_view> nearest(std::string_view typed,
                                        std::span<const std::string_view> names);

}  // namespace lianxi
