#include "session/undo.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <set>
#include <utility>

#include "store/log.h"

namespace lianxi {
namespace {

constexpr std::chrono::minutes kPause{30};
/// An undo that is only thought of comes after everything that was written.
constexpr HybridTime kLast{std::numeric_limits<std::int64_t>::max(), 0};
constexpr EventId kNoEvent{};

/// Not one of mend_clock, which knows nothing of the device that wrote it.
bool is_by_learner(const Event& restore) {
  return std::get<RestoreAct>(restore.act).known.contains(restore.id.device);
}

bool is_of(const Event& event, UndoWhat what) {
  switch (event.type()) {
    case EventType::undo:
    case EventType::set_state:
      return false;
    case EventType::import:
      return what == UndoWhat::import;
    case EventType::setting:
      return what == UndoWhat::setting;
    case EventType::restore:
      return what == UndoWhat::act && is_by_learner(event);
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

/// Calls `visit` for every event of the command that wrote this one, newest first.
void for_each_together(Db& db, const Event& event, const std::function<void(const Event&)>& visit) {
  store::for_each_own_event_backwards(db, [&](const Event& other) {
    if (is_one_act(event, other)) visit(other);
    return other.id.seq > first_of(event);
  });
}

/// The events of this device in the session of its latest live act of study, newest first.
std::vector<Event> latest_session(Db& db) {
  const DeadEvents dead = store::dead_events(db);
  std::vector<Event> session;
  store::for_each_own_event_backwards(db, [&](const Event& event) {
    const bool starts = is_of(event, UndoWhat::act) && !dead.contains(event.id, event.import);
    if (session.empty() && !starts) return true;
    if (!session.empty() && is_pause(session.back(), event)) return false;
    session.push_back(event);
    return true;
  });
  return session;
}

/// Those of these events that live, or come to live when the others are undone: a restore among
/// them may have killed some.
std::vector<Event> live_to_the_end(Db& db, const std::vector<Event>& events) {
  std::vector<Killer> killers = store::killers(db);
  std::set<EventId> found;
  for (std::size_t before = 1; before != found.size();) {
    before = found.size();
    const DeadEvents dead(killers);
    for (const Event& event : events) {
      if (dead.contains(event.id, event.import) || !found.insert(event.id).second) continue;
      const Killer undo{kNoEvent, kLast, std::nullopt, UndoAct{event.id}, event.clock};
      killers.push_back(undo);
    }
  }
  std::vector<Event> living = events;
  std::erase_if(living, [&](const Event& event) { return !found.contains(event.id); });
  return living;
}

/// Whether a live import besides these events brought the history too: it stays then.
bool is_shared(Db& db, const EventId& history, const std::vector<Event>& events) {
  const DeadEvents dead = store::dead_events(db);
  const auto imports = store::events_of_type(db, EventType::import);
  return std::any_of(imports.begin(), imports.end(), [&](const Event& import) {
    const auto is_one = [&](const Event& event) { return event.id == import.id; };
    return std::get<ImportAct>(import.act).history == history &&
           std::none_of(events.begin(), events.end(), is_one) &&
           !dead.contains(import.id, import.import);
  });
}

/// These events, and of imports among them the histories that came with them alone.
std::vector<Event> with_histories(Db& db, std::vector<Event> events) {
  const std::size_t count = events.size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto* import = std::get_if<ImportAct>(&events[i].act);
    if (!import || !import->history || is_shared(db, *import->history, events)) continue;
    if (auto history = store::find_event(db, *import->history)) {
      events.push_back(std::move(*history));
    }
  }
  return events;
}

/// `events`: newest first.
Acts count_acts(const std::vector<Event>& events) {
  Acts acts{events.front(), events.back(), {}};
  std::set<std::pair<DeviceId, std::int64_t>> seen;
  for (const Event& event : events) {
    if (seen.emplace(event.id.device, first_of(event)).second) ++acts.by_type[event.type()];
  }
  return acts;
}

}  // namespace

bool is_pause(const Event& later, const Event& earlier) {
  return std::chrono::abs(later.at.utc - earlier.at.utc) >= kPause;
}

bool undo_event(Db& db, const store::Stamp& stamp, const EventId& act) {
  Transaction transaction(db);
  const auto event = store::find_event(db, act);
  if (!event) return false;
  const DeadEvents dead =
      event->subject ? store::dead_events_about(db, *event->subject) : store::dead_events(db);
  if (dead.contains(act, event->import)) return false;
  std::vector<Event> together;
  if (event->with == 0) {
    together.push_back(*event);
  } else {
    for_each_together(db, *event, [&](const Event& other) { together.push_back(other); });
  }
  record_undos(db, stamp, with_histories(db, together));
  transaction.commit();
  return true;
}

std::optional<Acts> undo_latest(Db& db, const store::Stamp& stamp, UndoWhat what) {
  Transaction transaction(db);
  const auto act = latest(
      db, [&](const Event& event) { return is_of(event, what); },
      [](const Event&) { return false; });
  if (act.empty()) return std::nullopt;
  record_undos(db, stamp, with_histories(db, act));
  transaction.commit();
  return count_acts(act);
}

std::optional<Acts> undo_session(Db& db, const store::Stamp& stamp) {
  Transaction transaction(db);
  std::vector<Event> acts = latest_session(db);
  std::erase_if(acts, [](const Event& event) { return !is_of(event, UndoWhat::act); });
  const std::vector<Event> undone = live_to_the_end(db, acts);
  if (undone.empty()) return std::nullopt;
  record_undos(db, stamp, undone);
  transaction.commit();
  return count_acts(undone);
}

std::optional<Acts> redo_latest(Db& db, const store::Stamp& stamp) {
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
  const auto undos =
      latest(db, undoes_act, [](const Event& event) { return event.type() != EventType::undo; });
  if (undos.empty()) return std::nullopt;
  record_undos(db, stamp, undos);
  transaction.commit();
  std::vector<Event> acts;
  for (const Event& undo : undos) {
    Event target = target_of(undo).value();
    // A history that came with an import is no act of its own.
    if (target.import != target.id) acts.push_back(std::move(target));
  }
  std::sort(acts.begin(), acts.end(),
            [](const Event& a, const Event& b) { return a.id.seq > b.id.seq; });
  return count_acts(acts);
}

std::size_t acted_on(Db& db, const Event& event) {
  std::set<Key> subjects;
  for_each_together(db, event, [&](const Event& other) {
    if (other.subject) subjects.insert(*other.subject);
  });
  return subjects.size();
}

}  // namespace lianxi
