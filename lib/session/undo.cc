#include "session/undo.h"

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

/// The latest live event of this device that `wanted` takes, unless `stop` is met first.
template <typename Wanted, typename Stop>
std::optional<Event> latest(Db& db, Wanted wanted, Stop stop) {
  const DeadEvents dead = store::dead_events(db);
  std::optional<Event> found;
  store::for_each_own_event_backwards(db, [&](const Event& event) {
    if (dead.contains(event.id, event.import)) return true;
    if (wanted(event)) found = event;
    return !found && !stop(event);
  });
  return found;
}

}  // namespace

void undo_event(Db& db, const store::Stamp& stamp, const EventId& act) {
  Transaction transaction(db);
  const auto event = store::find_event(db, act);
  if (!event || store::dead_events(db).contains(act, event->import)) return;
  record(db, stamp, event->subject, UndoAct{act});
  transaction.commit();
}

std::optional<Event> undo_latest(Db& db, const store::Stamp& stamp, UndoWhat what) {
  Transaction transaction(db);
  auto act = latest(
      db, [&](const Event& event) { return is_of(event, what); },
      [](const Event&) { return false; });
  if (!act) return std::nullopt;
  record(db, stamp, act->subject, UndoAct{act->id});
  transaction.commit();
  return act;
}

std::optional<Event> redo_latest(Db& db, const store::Stamp& stamp) {
  Transaction transaction(db);
  // An undo whose target is an undo is itself a redo, and no act.
  const auto undoes_act = [&](const Event& event) {
    const auto* undo = std::get_if<UndoAct>(&event.act);
    if (!undo) return false;
    const auto target = store::find_event(db, undo->target);
    return target && target->type() != EventType::undo;
  };
  const auto undo =
      latest(db, undoes_act, [](const Event& event) { return event.type() != EventType::undo; });
  if (!undo) return std::nullopt;
  record(db, stamp, undo->subject, UndoAct{undo->id});
  auto act = store::find_event(db, std::get<UndoAct>(undo->act).target);
  transaction.commit();
  return act;
}

}  // namespace lianxi
