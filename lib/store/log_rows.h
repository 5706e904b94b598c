#pragma once

// Rows of the log: one event written, one event read.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "grade/grade.h"
#include "schedule/event.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// The event of a row of the view logged_event, of which all columns were asked in their order.
Event read_event(const Statement& row);
/// The attempt whose text and verdict stand in two columns. Throws Error (collection) for a verdict
/// that is none.
Attempt read_attempt(const Statement& row, int column);

/// Writes events within one transaction; what they name in common is looked up once.
class EventInserter {
 public:
  explicit EventInserter(Db& db) : db_(db) {}

  /// Writes an event with the attempts of a review, into a free row or this one; returns its row.
  /// Throws Error (collection) where the log has that id already.
  std::int64_t insert(const Event& event, const std::vector<Attempt>& attempts,
                      std::optional<std::int64_t> row = {});

 private:
  void insert_review(std::int64_t row, const ReviewAct& review,
                     const std::vector<Attempt>& attempts);
  std::int64_t device(DeviceId code);
  std::int64_t scheduler(const std::string& name);
  KeyId subject(const Key& key);

  Db& db_;
  std::map<DeviceId, std::int64_t> devices_;
  std::map<std::string, std::int64_t> schedulers_;
  std::optional<std::pair<Key, KeyId>> latest_subject_;  ///< events of one card come together
};

/// The row of an event, if it has arrived.
std::optional<std::int64_t> row_of_event(Db& db, const EventId& id);

}  // namespace lianxi::store
