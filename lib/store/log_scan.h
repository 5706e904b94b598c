#pragma once

// The whole log once through, in the order of its rows, for those who must see all of it:
// statements side by side and no lookup. Memory grows with the keys that the log names, not with
// the log.

#include <cstdint>
#include <functional>
#include <optional>

#include "sqlite/db.h"
#include "store/event_record.h"

namespace lianxi::store {

/// Where an event of the log stands.
struct LogRow {
  std::int64_t row = 0;
  std::optional<KeyId> subject;  ///< the row of its subject
  bool has_facts = false;        ///< a review has facts beside its row, another event has none
};

/// Calls `visit` for every event; what it is given is gone afterwards.
void scan_events(Db& db, const std::function<void(const LogRow&, const Event&)>& visit);
/// The same with all that belongs to each. Throws Error (collection) for an attempt whose verdict
/// is none.
void scan_records(Db& db, const std::function<void(const LogRow&, const EventRecord&)>& visit);

}  // namespace lianxi::store
