#include "session/mend_clock.h"

#include <algorithm>
#include <utility>

#include "session/merge.h"
#include "store/entries.h"
#include "store/exchange.h"
#include "store/payload.h"
#include "store/review_rows.h"

namespace lianxi {
namespace {

std::int64_t far_ahead(Moment now) {
  return now.ms() + std::chrono::milliseconds(kLargestLead).count();
}

/// Events of other devices have no place in the log before their time. Returns the entries that
/// imports among them have brought.
std::vector<Key> hold_back_others(Db& db, Moment now) {
  const DeviceId own = store::this_device(db);
  std::vector<store::EventRecord> ahead;
  store::for_each_record(db, [&](store::EventRecord record) {
    if (record.event.id.device == own || record.event.clock.ms <= far_ahead(now)) return;
    ahead.push_back(std::move(record));
  });
  std::vector<Key> entries;
  for (const store::EventRecord& record : ahead) {
    const auto brought = store::entries_of_import(db, record.event.id);
    entries.insert(entries.end(), brought.begin(), brought.end());
    store::hold_back(db, record);
    store::remove_record(db, record.event.id);
  }
  return entries;
}

class Mending {
 public:
  Mending(Db& db, Moment now)
      : db_(db), now_(now), old_row_(device_row()), old_(store::this_device(db)) {}

  void run(std::uint64_t seed) {
    const auto first =
        query_one<std::int64_t>(db_, "select min(seq) from event where device = ? and clock_ms > ?",
                                old_row_, far_ahead(now_));
    if (!first) return;
    first_ = *first;
    clock_ = latest_clock();
    const std::vector<Event> events = future_events();
    new_ = store::become_new_device(db_, seed);
    new_row_ = device_row();
    write_restore(events.back().id.seq);
    for (const Event& event : events) rewrite(event);
    follow_in_columns();
  }

 private:
  std::int64_t device_row() {
    return query_one<std::int64_t>(db_, "select device from collection").value();
  }

  /// The latest clock that does not stand in the future.
  HybridTime latest_clock() {
    Statement latest(db_, R"sql(
      select clock_ms, clock_n from event where clock_ms <= ?
      order by clock_ms desc, clock_n desc limit 1)sql");
    if (!latest.bind(far_ahead(now_)).step()) return {};
    return {latest.get<std::int64_t>(0), latest.get<std::int32_t>(1)};
  }

  /// Oldest first: within a device clocks only grow.
  std::vector<Event> future_events() {
    std::vector<Event> events;
    store::for_each_own_event_backwards(db_, [&](const Event& event) {
      if (event.id.seq < first_) return false;
      events.push_back(event);
      return true;
    });
    std::reverse(events.begin(), events.end());
    return events;
  }

  HybridTime next_clock() { return clock_ = next_hybrid_time(clock_, now_.ms()); }

  /// Kills what other devices may still hold back.
  void write_restore(std::int64_t last) {
    RestoreAct act{{}, {{old_, last}}};
    if (first_ > 1) act.to[old_] = first_ - 1;
    const HybridTime clock = next_clock();
    const std::chrono::hours rollover = store::load_settings(db_).rollover;
    execute(db_, R"sql(
      insert into event (device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour,
                         study_day, type, payload)
      values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?))sql",
            new_row_, clock.ms, clock.n, now_.ms(), now_.offset.count(), rollover.count(),
            study_day(now_, rollover), EventType::restore, store::to_payload(act, 0));
  }

  void rewrite(const Event& event) {
    const HybridTime clock = next_clock();
    const StudyDay day = study_day(now_, event.rollover);
    const std::int64_t with = event.with >= first_ ? new_seq(event.with) : event.with;
    execute(db_, R"sql(
      update event set device = ?, seq = ?, clock_ms = ?, clock_n = ?, written_at = ?,
        offset_min = ?, study_day = ?, payload = ?
      where device = ? and seq = ?)sql",
            new_row_, new_seq(event.id.seq), clock.ms, clock.n, now_.ms(), now_.offset.count(), day,
            store::to_payload(moved(event.act, day - event.day), with), old_row_, event.id.seq);
  }

  std::int64_t new_seq(std::int64_t seq) const { return seq - first_ + 2; }

  Act moved(Act act, Days by) const {
    if (auto* undo = std::get_if<UndoAct>(&act)) {
      EventId& target = undo->target;
      if (target.device == old_ && target.seq >= first_) target = {new_, new_seq(target.seq)};
    } else if (auto* restore = std::get_if<RestoreAct>(&act)) {
      follow(restore->to);
      follow(restore->known);
    } else if (auto* bury = std::get_if<BuryAct>(&act)) {
      bury->until += by;
    } else if (auto* set_due = std::get_if<SetDueAct>(&act)) {
      set_due->due += by;
    }
    return act;
  }

  /// The restore of write_restore lives before and after.
  void follow(VersionVector& version) const {
    version[new_] = 1;
    const auto found = version.find(old_);
    if (found == version.end() || found->second < first_) return;
    version[new_] = new_seq(found->second);
    found->second = first_ - 1;
    if (found->second == 0) version.erase(found);
  }

  void follow_in_columns() {
    execute(db_, R"sql(
      update review set previous_device = ?1, previous_seq = previous_seq - ?3 + 2
      where previous_device = ?2 and previous_seq >= ?3
        and event in (select id from event where device = ?1))sql",
            new_row_, old_row_, first_);
    execute(db_, R"sql(
      update event set import_device = ?1, import_seq = import_seq - ?3 + 2
      where import_device = ?2 and import_seq >= ?3)sql",
            new_row_, old_row_, first_);
  }

  Db& db_;
  Moment now_;
  std::int64_t old_row_, new_row_ = 0;
  DeviceId old_, new_{};
  std::int64_t first_ = 0;  // seq of the first event in the future
  HybridTime clock_;        // of the event written last
};

}  // namespace

FutureEvents future_events(Db& db, Moment now) {
  Statement query(db, R"sql(
    select count(*) filter (where device = (select device from collection)), count(*), min(clock_ms)
    from event where clock_ms > ?)sql");
  query.bind(far_ahead(now)).step();
  FutureEvents future;
  future.own = query.get<std::int64_t>(0);
  future.others = query.get<std::int64_t>(1) - future.own;
  if (const auto ms = query.get<std::optional<std::int64_t>>(2)) {
    future.first = Moment{decltype(Moment::utc){std::chrono::milliseconds{*ms}}, now.offset};
  }
  return future;
}

void mend_clock(Db& db, Moment now, std::uint64_t seed) {
  Transaction transaction(db);
  const std::vector<Key> entries = hold_back_others(db, now);
  store::unpack_reviews(db, 1);
  Mending(db, now).run(seed);
  // What nothing in the log speaks of any more is not found by folding the log.
  refold_entries(db, entries, store::dead_events(db));
  refold_all(db);
  transaction.commit();
}

}  // namespace lianxi
