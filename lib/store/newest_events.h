#pragma once

// The end of a log of any length, read from its end.

#include <cstdint>
#include <vector>

#include "schedule/event.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// The last `count` events in canonical order.
std::vector<Event> newest_events(Db& db, std::int64_t count);

}  // namespace lianxi::store
