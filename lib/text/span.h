#pragma once

#include <cstddef>

namespace lianxi {

/// A piece of a text, in bytes.
struct Span {
  std::size_t begin = 0;
  std::size_t size = 0;
  std::size_t end() const { return begin + size; }
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace lianxi
