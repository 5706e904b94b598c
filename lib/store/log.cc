#include "store/log.h"

#include <algorithm>

#include "store/log_rows.h"
#include "store/review_rows.h"

namespace lianxi::store {
namespace {

std::vector<Event> all_rows(Statement& query) {
  std::vector<Event> events;
  while (query.step()) events.push_back(read_event(query));
  return events;
}

/// The latest hybrid time any device has written here.
HybridTime latest_clock(Db& db) {
  Statement devices(db, "select id from device");
  Statement newest(db, R"sql(
    select clock_ms, clock_n from event where device = ? order by seq desc limit 1)sql");
  HybridTime latest;
  for (devices.bind(); devices.step();) {
    if (!newest.bind(devices.get<std::int64_t>(0)).step()) continue;
    latest = std::max(latest, {newest.get<std::int64_t>(0), newest.get<std::int32_t>(1)});
  }
  return latest;
}

std::vector<Killer> killers_of(Db& db, const std::vector<Event>& undos) {
  Statement target(db, R"sql(
    select clock_ms, clock_n, key from event join device on device.id = event.device
    left join stable_key on stable_key.id = event.subject
    where device.code = ? and event.seq = ?)sql");
  std::vector<Killer> killers;
  for (const Event& event : undos) {
    const UndoAct& undo = std::get<UndoAct>(event.act);
    Killer killer{event.id, event.clock, event.import, undo, std::nullopt};
    if (target.bind(undo.target.device, undo.target.seq).step() &&
        target.get<std::optional<Key>>(2) == event.subject) {
      killer.target_clock = {target.get<std::int64_t>(0), target.get<std::int32_t>(1)};
    }
    killers.push_back(std::move(killer));
  }
  return killers;
}

}  // namespace

std::optional<KeyId> find_key(Db& db, const Key& key) {
  return query_one<KeyId>(db, "select id from stable_key where key = ?", key);
}

KeyId intern(Db& db, const Key& key) {
  if (const auto known = find_key(db, key)) return *known;
  execute(db, "insert into stable_key (key) values (?)", key);
  return static_cast<KeyId>(db.last_row());
}

Key key_of(Db& db, KeyId id) {
  return query_one<Key>(db, "select key from stable_key where id = ?", id).value_or(Key{});
}

Event append(Db& db, const Stamp& stamp, const std::optional<Key>& subject, Act act,
             const std::vector<Attempt>& attempts, std::int64_t with) {
  Event event;
  event.id = {this_device(db), latest_seq(db) + 1};
  event.clock = next_hybrid_time(latest_clock(db), stamp.at.ms());
  event.at = stamp.at;
  event.rollover = stamp.rollover;
  event.day = study_day(stamp.at, stamp.rollover);
  event.subject = subject;
  event.act = std::move(act);
  event.with = with;
  EventInserter(db).insert(event, attempts);
  pack_reviews(db);
  return event;
}

void for_each_event(Db& db, const std::function<void(const Event&)>& visit) {
  Statement query(db, "select * from logged_event order by clock_ms, clock_n, device, seq");
  for (query.bind(); query.step();) visit(read_event(query));
}

std::vector<Event> events_of(Db& db, const Key& subject) {
  const auto id = find_key(db, subject);
  if (!id) return {};
  Statement query(db, R"sql(
    select * from logged_event where subject_id = ?
    order by clock_ms, clock_n, device, seq)sql");
  query.bind(*id);
  return all_rows(query);
}

std::optional<Event> find_event(Db& db, const EventId& id) {
  Statement query(db, R"sql(
    select * from logged_event
    where device_id = (select id from device where code = ?) and seq = ?)sql");
  if (!query.bind(id.device, id.seq).step()) return std::nullopt;
  return read_event(query);
}

bool has_event(Db& db, const EventId& id) { return row_of_event(db, id).has_value(); }

std::vector<Event> events_of_type(Db& db, EventType type) {
  // The second test lets SQLite use the index of all that is not a review.
  Statement query(db, R"sql(
    select * from logged_event where type = ? and type <> 1
    order by clock_ms, clock_n, device, seq)sql");
  query.bind(type);
  return all_rows(query);
}

void for_each_own_event_backwards(Db& db, const std::function<bool(const Event&)>& visit) {
  Statement query(db, R"sql(
    select * from logged_event where device_id = (select device from collection)
    order by seq desc)sql");
  for (query.bind(); query.step();) {
    if (!visit(read_event(query))) return;
  }
}

std::vector<Attempt> attempts_of(Db& db, const EventId& review) {
  Statement query(db, R"sql(
    select typed, verdict from attempt
    where event = (select event.id from event join device on device.id = event.device
                   where device.code = ? and event.seq = ?)
    order by n)sql");
  std::vector<Attempt> attempts;
  for (query.bind(review.device, review.seq); query.step();) {
    attempts.push_back(read_attempt(query, 0));
  }
  return attempts;
}

std::vector<Killer> killers(Db& db) {
  std::vector<Killer> all = killers_of(db, events_of_type(db, EventType::undo));
  for (const Event& event : events_of_type(db, EventType::restore)) {
    all.push_back(
        {event.id, event.clock, event.import, std::get<RestoreAct>(event.act), std::nullopt});
  }
  return all;
}

DeadEvents dead_events(Db& db) { return DeadEvents(killers(db)); }

DeadEvents dead_events_about(Db& db, const Key& subject) {
  const auto id = find_key(db, subject);
  if (!id) return {};
  const bool more = query_one<int>(db, R"sql(
    select exists (select 1 from event where type = 14 and type <> 1)
        or exists (select 1 from event where subject = ? and import_device is not null))sql",
                                   *id)
                        .value() != 0;
  if (more) return dead_events(db);
  Statement query(db, "select * from logged_event where subject_id = ? and type = 2");
  query.bind(*id);
  return DeadEvents(killers_of(db, all_rows(query)));
}

}  // namespace lianxi::store
