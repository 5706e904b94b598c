#include "session/undo.h"

#include <set>

#include "store/log.h"

namespace lianxi {
namespace {

bool is_of(const Event& event, UndoWhat what) {
  switch (event.type()) {
    case EventType::undo:
    case EventType::set_state:
      return false;
    case EventType::import:
      return what == UndoWhat::import;
    case EventType::setting:
      return what == UndoWhat::setting;
    default:
      return what == UndoWhat::act;
  }
}

/// The first event of the command that wrote this one: an edit of several fields, cards suspended
/// together. They are one act to the learner.
std::int64_t first_of(const Event& event) { return event.with ? event.with : event.id.seq; }

bool is_one_act(const Event& a, const Event& b) {
  return a.id.device == b.id.device && first_of(a) == first_of(b);
}

/// The latest act of this device that `wanted` takes, as its live events, newest first; nothing
/// where `stop` is met before.
template <typename Wanted, typename Stop>
std::vector<Event> latest(Db& db, Wanted wanted, Stop stop) {
  const DeadEvents dead = store::dead_events(db);
  std::vector<Event> act;
  store::for_each_own_event_backwards(db, [&](const Event& event) {
    if (dead.contains(event.id, event.import)) return true;
    if (act.empty() && !wanted(event)) return !stop(event);
    if (!act.empty() && !is_one_act(act.front(), event)) return false;
    act.push_back(event);
    return true;
  });
  return act;
}

}  // namespace

bool undo_event(Db& db, const store::Stamp& stamp, const EventId& act) {
  Transaction transaction(db);
  const auto event = store::find_event(db, act);
  if (!event) return false;
  const DeadEvents dead =
      event->subject ? store::dead_events_about(db, *event->subject) : store::dead_events(db);
  if (dead.contains(act, event->import)) return false;
  if (event->with == 0) {
    record(db, stamp, event->subject, UndoAct{act});
  } else {
    std::vector<Event> together;
    store::for_each_own_event_backwards(db, [&](const Event& other) {
      if (is_one_act(*event, other)) together.push_back(other);
      return other.id.seq > first_of(*event);
    });
    record_undos(db, stamp, together);
  }
  transaction.commit();
  return true;
}

std::optional<Event> undo_latest(Db& db, const store::Stamp& stamp, UndoWhat what) {
  Transaction transaction(db);
  const auto act = latest(
      db, [&](const Event& event) { return is_of(event, what); },
      [](const Event&) { return false; });
  if (act.empty()) return std::nullopt;
  record_undos(db, stamp, act);
  transaction.commit();
  return act.front();
}

std::size_t acted_on(Db& db, const Event& event) {
  std::set<Key> subjects;
  store::for_each_own_event_backwards(db, [&](const Event& other) {
    if (is_one_act(event, other) && other.subject) subjects.insert(*other.subject);
    return other.id.seq > first_of(event);
  });
  return subjects.size();
}

std::optional<Event> redo_latest(Db& db, const store::Stamp& stamp) {
  Transaction transaction(db);
  const auto target_of = [&](const Event& event) {
    const auto* undo = std::get_if<UndoAct>(&event.act);
    return undo ? store::find_event(db, undo->target) : std::nullopt;
  };
  // An undo whose target is an undo is itself a redo, and no act.
  const auto undoes_act = [&](const Event& event) {
    const auto target = target_of(event);
    return target && target->type() != EventType::undo;
  };
  const auto found =
      latest(db, undoes_act, [](const Event& event) { return event.type() != EventType::undo; });
  if (found.empty()) return std::nullopt;
  const Event act = target_of(found.front()).value();
  // What was undone as one act lives again as one.
  std::vector<Event> undos = found;
  const DeadEvents dead = store::dead_events(db);
  store::for_each_own_event_backwards(db, [&](const Event& event) {
    if (event.id.seq >= found.front().id.seq || dead.contains(event.id, event.import)) return true;
    const auto target = target_of(event);
    if (!target || !is_one_act(act, *target)) return false;
    undos.push_back(event);
    return true;
  });
  record_undos(db, stamp, undos);
  transaction.commit();
  return act;
}

}  // namespace lianxi
