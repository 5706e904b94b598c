#include "store/log_scan.h"

#include <string>
#include <utility>

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

}  // namespace

void scan_log(Db& db, const std::function<void(const LoggedRecord&)>& visit) {
  NamesByRow names(db);
  AttemptStream attempts(db);
  Statement rows(db, R"sql(
    select event.id, device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour,
           study_day, type, subject, import_device, import_seq, payload, rating, quality, taken_ms,
           hints, sentence, first_sight, scheduler, previous_device, previous_seq, interval_days
    from event left join review on review.event = event.id
    order by event.id)sql");
  LoggedRecord logged;
  for (rows.bind(); rows.step();) {
    EventRecord& record = logged.record;
    logged.row = rows.get<std::int64_t>(0);
    read_columns(rows, names, record.event);
    logged.subject = rows.get<std::optional<KeyId>>(10);
    logged.has_facts = !rows.is_null(14);
    attempts.take(logged.row, record.attempts);
    read_imported(db, logged.row, record);
    visit(logged);
  }
}

}  // namespace lianxi::store
