#pragma once

// Which device writes into this collection. A collection that was restored or copied takes a new
// one: two that count on under one id would write different events under the same name.

#include <cstdint>

#include "base/ids.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// This device.
DeviceId this_device(Db& db);
/// The seq of the latest event it has written here; 0 before the first.
std::int64_t latest_seq(Db& db);

/// From now on events are written as another device, one that the log does not know. `seed`: 64
/// random bits. Must run in a transaction. Returns the device.
DeviceId become_new_device(Db& db, std::uint64_t seed);
/// The device of a collection that is being made.
void become_first_device(Db& db, std::uint64_t seed, std::int64_t now_ms);

}  // namespace lianxi::store
