#pragma once

#include <vector>

namespace lianxi {

/// The SQL of every migration, in order: the first makes version 1 of an empty database.
const std::vector<const char*>& migrations();

}  // namespace lianxi
