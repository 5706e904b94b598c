#pragma once

// The whole log once through, in the order of its rows, for those who must see all of it: two
// statements side by side and no lookup. Memory grows with the keys that the log names, not with
// the log.

#include <cstdint>
#include <functional>
#include <optional>

#include "sqlite/db.h"
#include "store/event_record.h"

namespace lianxi::store {

/// An event of the log with all that belongs to it.
struct LoggedRecord {
  std::int64_t row = 0;
  EventRecord record;
  std::optional<KeyId> subject;  ///< the row of its subject
  bool has_facts = false;        ///< a review has facts beside its row, another event has none
};

/// Calls `visit` for every event; what it is given is gone afterwards.
void scan_log(Db& db, const std::function<void(const LoggedRecord&)>& visit);

}  // namespace lianxi::store
