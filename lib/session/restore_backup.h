#pragma once

// A backup takes the collection's place. What stood there is not lost: it is kept as a backup
// first, and since the log is a set of events, merging it brings back what was answered since. The
// restored collection is a new device: its old one has written events under numbers that it would
// give again.

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "session/turn.h"
#include "sqlite/db.h"

namespace lianxi {

/// What a restore changes, in events.
struct RestoreDifference {
  std::int64_t events = 0;  ///< in the backup
  std::int64_t gained = 0;  ///< of them not in the collection
  std::int64_t lost = 0;    ///< in the collection and not in the backup
  bool unreadable = false;  ///< the collection is damaged: who knows
};

/// Compares a backup with the collection. Throws Error (collection) where the backup is damaged, no
/// collection or one of a newer version. Writes nothing.
RestoreDifference compare_backup(const std::string& backup, const std::string& collection);

struct RestoreReport {
  std::string aside;        ///< where what stood there is now; empty where nothing stood there
  bool unreadable = false;  ///< and it is damaged, kept as it was
  std::vector<std::string> logs;  ///< where the logs of a collection that is gone are now
};

/// Puts a copy of `backup` in the place of `collection`, whether one is there or not. A log without
/// its collection is kept too: it would be applied to the copy. One that is
/// older is brought up to date, its caches are folded again where they are wrong. Throws Error,
/// with everything as it was: where the backup is damaged or of a newer version, and where another
/// process has the collection open or, for longer than `patience`, makes or restores a backup.
/// `seed`: 64 random bits for the new device.
RestoreReport restore_backup(const std::string& backup, const std::string& collection, Moment now,
                             std::uint64_t seed, std::chrono::milliseconds patience = kPatience);

/// The name under which a damaged file is kept: `collection.db.damaged-2026-03-02T090000`.
std::string damaged_name(const std::string& collection, Moment at);

}  // namespace lianxi
