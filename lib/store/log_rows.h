#pragma once

// Rows of the log: one event written, one event read.

#include <cstdint>
#include <optional>
#include <vector>

#include "grade/grade.h"
#include "schedule/event.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// The event of a row of the view logged_event, of which all columns were asked in their order.
Event read_event(const Statement& row);

/// Writes an event with the attempts of a review, into a free row or this one; returns its row.
/// Throws Error (collection) where the log has that id already.
std::int64_t insert_event(Db& db, const Event& event, const std::vector<Attempt>& attempts,
                          std::optional<std::int64_t> row = {});

/// The row of an event, if it has arrived.
std::optional<std::int64_t> row_of_event(Db& db, const EventId& id);

}  // namespace lianxi::store
