#include "store/device.h"

#include "base/hash.h"

namespace lianxi::store {
namespace {

DeviceId device_from(std::uint64_t seed) {
  const auto positive = static_cast<std::int64_t>(splitmix64(seed) >> 1);
  return static_cast<DeviceId>(positive == 0 ? 1 : positive);
}

}  // namespace

DeviceId this_device(Db& db) {
  return query_one<DeviceId>(
             db, "select code from collection join device on device.id = collection.device")
      .value();
}

std::int64_t latest_seq(Db& db) {
  return query_one<std::int64_t>(
             db, "select max(seq) from event where device = (select device from collection)")
      .value_or(0);
}

DeviceId become_new_device(Db& db, std::uint64_t seed) {
  DeviceId device = device_from(seed);
  while (query_one<int>(db, "select 1 from device where code = ?", device)) {
    device = device_from(++seed);
  }
  execute(db, "insert into device (code) values (?)", device);
  execute(db, "update collection set device = ?", db.last_row());
  return device;
}

void become_first_device(Db& db, std::uint64_t seed, std::int64_t now_ms) {
  execute(db, "insert into device (id, code) values (1, ?)", device_from(seed));
  execute(db, "insert into collection (one, device, created_at) values (1, 1, ?)", now_ms);
}

}  // namespace lianxi::store
