#include "store/log_scan.h"

#include <string>

#include "base/row_map.h"
#include "store/event_columns.h"
#include "store/exchange.h"
#include "store/log_rows.h"

namespace lianxi::store {
namespace {

/// What rows stand for, read once. A row that is missing stands for an empty name: what refers to
/// it is damaged, and checked elsewhere.
class NamesByRow {
 public:
  explicit NamesByRow(Db& db) {
    Statement keys(db, "select id, key from stable_key");
    for (keys.bind(); keys.step();) keys_[keys.get<std::int64_t>(0)] = keys.get<Key>(1);
    Statement devices(db, "select id, code from device");
    for (devices.bind(); devices.step();) {
      devices_[devices.get<std::int64_t>(0)] = devices.get<DeviceId>(1);
    }
    Statement schedulers(db, "select id, name from scheduler");
    for (schedulers.bind(); schedulers.step();) {
      schedulers_[schedulers.get<std::int64_t>(0)] = schedulers.get<std::string>(1);
    }
  }
  DeviceId device(const Statement& row, int column) {
    return devices_[row.get<std::int64_t>(column)];
  }
  const Key& key(const Statement& row, int column) { return keys_[row.get<std::int64_t>(column)]; }
  const std::string& scheduler(const Statement& row, int column) {
    return schedulers_[row.get<std::int64_t>(column)];
  }

 private:
  RowMap<Key> keys_;
  RowMap<DeviceId> devices_;
  RowMap<std::string> schedulers_;
};

/// The attempts of all reviews, in the order of their events.
class AttemptStream {
 public:
  explicit AttemptStream(Db& db)
      : rows_(db, "select event, typed, verdict from attempt order by event, n") {
    rows_.bind();
    next();
  }
  void take(std::int64_t event, std::vector<Attempt>& attempts) {
    attempts.clear();
    while (more_ && rows_.get<std::int64_t>(0) < event) next();
    for (; more_ && rows_.get<std::int64_t>(0) == event; next()) {
      attempts.push_back(read_attempt(rows_, 1));
    }
  }

 private:
  void next() { more_ = rows_.step(); }

  Statement rows_;
  bool more_ = false;
};

/// Reads row after row into `event`, and calls `visit` with where each stands.
template <typename Visit>
void for_each_row(Db& db, Event& event, Visit visit) {
  NamesByRow names(db);
  Statement rows(db, R"sql(
    select event.id, device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour,
           study_day, type, subject, import_device, import_seq, payload, rating, quality, taken_ms,
           hints, sentence, first_sight, scheduler, previous_device, previous_seq, interval_days
    from event left join review on review.event = event.id
    order by event.id)sql");
  for (rows.bind(); rows.step();) {
    read_columns(rows, names, event);
    visit(LogRow{rows.get<std::int64_t>(0), rows.get<std::optional<KeyId>>(10), !rows.is_null(14)});
  }
}

}  // namespace

void scan_events(Db& db, const std::function<void(const LogRow&, const Event&)>& visit) {
  Event event;
  for_each_row(db, event, [&](const LogRow& row) { visit(row, event); });
}

void scan_records(Db& db, const std::function<void(const LogRow&, const EventRecord&)>& visit) {
  AttemptStream attempts(db);
  EventRecord record;
  for_each_row(db, record.event, [&](const LogRow& row) {
    attempts.take(row.row, record.attempts);
    read_imported(db, row.row, record);
    visit(row, record);
  });
}

}  // namespace lianxi::store
