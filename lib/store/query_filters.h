#pragma once

// The filters of the query language: what may stand before a colon, and how its value is read.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/query.h"

namespace lianxi::store {

struct Filter {
  std::string_view name;  ///< "deck"
  /// The term that a value makes, nothing where it makes none. The value is not empty.
  std::optional<Term> (*read)(const std::string& value);
  std::string_view wants;                         ///< in words, for the message
  std::span<const std::string_view> values = {};  ///< where there are only these
};

std::span<const Filter> filters();
/// Null where there is none of this name.
const Filter* find_filter(std::string_view name);

/// `text` with A-Z as a-z: names of filters and values are written in any case.
std::string ascii_lower(std::string_view text);

}  // namespace lianxi::store
