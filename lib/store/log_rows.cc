#include "store/log_rows.h"

#include "store/event_columns.h"
#include "store/log.h"

namespace lianxi::store {
namespace {

std::int64_t intern_device(Db& db, DeviceId device) {
  const auto known = query_one<std::int64_t>(db, "select id from device where code = ?", device);
  if (known) return *known;
  execute(db, "insert into device (code) values (?)", device);
  return db.last_row();
}

std::int64_t intern_scheduler(Db& db, std::string_view name) {
  const auto known = query_one<std::int64_t>(db, "select id from scheduler where name = ?", name);
  if (known) return *known;
  execute(db, "insert into scheduler (name) values (?)", name);
  return db.last_row();
}

/// What the columns of the view themselves say.
struct NamesInRow {
  DeviceId device(const Statement& row, int column) { return row.get<DeviceId>(column); }
  Key key(const Statement& row, int column) { return row.get<Key>(column); }
  std::string_view scheduler(const Statement& row, int column) {
    return row.get<std::string_view>(column);
  }
};

}  // namespace

Event read_event(const Statement& row) {
  NamesInRow names;
  Event event;
  read_columns(row, names, event);
  return event;
}

Attempt read_attempt(const Statement& row, int column) {
  const auto verdict = verdict_from_string(row.get<std::string_view>(column + 1));
  if (!verdict) {
    throw Error(ErrorKind::collection, "the log holds an attempt with an unknown verdict");
  }
  return {row.get<std::string>(column), *verdict};
}

std::int64_t EventInserter::device(DeviceId code) {
  const auto [known, is_new] = devices_.try_emplace(code);
  if (is_new) known->second = intern_device(db_, code);
  return known->second;
}

std::int64_t EventInserter::scheduler(const std::string& name) {
  const auto [known, is_new] = schedulers_.try_emplace(name);
  if (is_new) known->second = intern_scheduler(db_, name);
  return known->second;
}

KeyId EventInserter::subject(const Key& key) {
  if (!latest_subject_ || latest_subject_->first != key) latest_subject_ = {key, intern(db_, key)};
  return latest_subject_->second;
}

void EventInserter::insert_review(std::int64_t row, const ReviewAct& review,
                                  const std::vector<Attempt>& attempts) {
  std::optional<KeyId> sentence;
  if (review.sentence) sentence = intern(db_, *review.sentence);
  std::optional<std::int64_t> previous_device, previous_seq, interval;
  if (review.previous) {
    previous_device = device(review.previous->device);
    previous_seq = review.previous->seq;
  }
  if (review.interval) interval = review.interval->count();
  execute(db_, R"sql(
    insert into review (event, rating, quality, taken_ms, hints, sentence, first_sight, scheduler,
                        previous_device, previous_seq, interval_days)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
          row, review.rating, review.quality, review.taken.count(), review.hints, sentence,
          review.first_sight, scheduler(review.scheduler), previous_device, previous_seq, interval);
  if (attempts.empty()) return;
  Statement attempt(db_, "insert into attempt (event, n, typed, verdict) values (?, ?, ?, ?)");
  for (std::size_t n = 0; n < attempts.size(); ++n) {
    attempt.bind(row, n + 1, attempts[n].typed, to_string(attempts[n].verdict)).run();
  }
}

std::int64_t EventInserter::insert(const Event& event, const std::vector<Attempt>& attempts,
                                   std::optional<std::int64_t> place) {
  std::optional<KeyId> about;
  if (event.subject) about = subject(*event.subject);
  std::optional<std::int64_t> import_device, import_seq;
  if (event.import) {
    import_device = device(event.import->device);
    import_seq = event.import->seq;
  }
  execute(db_, R"sql(
    insert into event (id, device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour,
                       study_day, type, subject, import_device, import_seq, payload)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
          place, device(event.id.device), event.id.seq, event.clock.ms, event.clock.n,
          event.at.ms(), event.at.offset.count(), event.rollover.count(), event.day, event.type(),
          about, import_device, import_seq, to_payload(event.act, event.with));
  const std::int64_t row = db_.last_row();
  if (const auto* review = std::get_if<ReviewAct>(&event.act)) {
    insert_review(row, *review, attempts);
  }
  return row;
}

std::optional<std::int64_t> row_of_event(Db& db, const EventId& id) {
  return query_one<std::int64_t>(db, R"sql(
    select event.id from event
    where device = (select id from device where code = ?) and seq = ?)sql",
                                 id.device, id.seq);
}

}  // namespace lianxi::store
