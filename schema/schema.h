#pragma once

#include <vector>

namespace lianxi {

/// The SQL of every migration of a collection, in order: the first makes version 1 of an empty
/// database.
const std::vector<const char*>& migrations();

/// The same for a dictionary.
const std::vector<const char*>& dictionary_schema();

}  // namespace lianxi
