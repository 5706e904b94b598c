#pragma once

// The way every act of this device takes: appended to the log, then every cache that depends on it
// is folded again. Nothing else writes events of this device. Callers hold the Transaction.

#include <optional>
#include <utility>
#include <vector>

#include "session/refold.h"
#include "store/log.h"

namespace lianxi {

/// Appends an act of this device and brings the caches up to date.
/// `with`: see Event.
Event record(Db& db, const store::Stamp& stamp, const std::optional<Key>& subject, Act act,
             const std::vector<Attempt>& attempts = {}, std::int64_t with = 0);

/// Appends the acts of one command, which are undone as one.
void record_together(Db& db, const store::Stamp& stamp,
                     const std::vector<std::pair<Key, Act>>& acts);

/// Undoes these events, undos among them too, as one act.
void record_undos(Db& db, const store::Stamp& stamp, const std::vector<Event>& targets);

}  // namespace lianxi
