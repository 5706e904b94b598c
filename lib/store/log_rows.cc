#include "store/log_rows.h"

#include "store/log.h"
#include "store/payload.h"

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

/// A pair of columns that are both null or name an event.
std::optional<EventId> event_id(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return EventId{row.get<DeviceId>(column), row.get<std::int64_t>(column + 1)};
}

}  // namespace

Event read_event(const Statement& row) {
  Event event;
  event.id = {row.get<DeviceId>(1), row.get<std::int64_t>(2)};
  event.clock = {row.get<std::int64_t>(3), row.get<std::int32_t>(4)};
  event.at.utc = decltype(event.at.utc){std::chrono::milliseconds{row.get<std::int64_t>(5)}};
  event.at.offset = std::chrono::minutes{row.get<int>(6)};
  event.rollover = std::chrono::hours{row.get<int>(7)};
  event.day = row.get<StudyDay>(8);
  event.subject = row.get<std::optional<Key>>(10);
  event.import = event_id(row, 11);
  const auto type = row.get<EventType>(9);
  if (type != EventType::review) {
    auto [act, with] = read_payload(type, row.get<std::string_view>(13));
    event.act = std::move(act);
    event.with = with;
    return event;
  }
  ReviewAct review;
  review.rating = row.get<Rating>(14);
  review.quality = row.get<std::optional<int>>(15);
  review.taken = std::chrono::milliseconds{row.get<std::int64_t>(16)};
  review.hints = row.get<int>(17);
  review.sentence = row.get<std::optional<Key>>(18);
  review.first_sight = row.get<int>(19) != 0;
  review.scheduler = row.get<std::string>(20);
  review.previous = event_id(row, 21);
  if (const auto days = row.get<std::optional<std::int64_t>>(23)) review.interval = Days{*days};
  event.act = std::move(review);
  return event;
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
