#include "session/record.h"

#include "session/refold.h"
#include "store/entries.h"

namespace lianxi {
namespace {

/// The dead events that matter to what `event` is about.
DeadEvents dead_around(Db& db, const Event& event) {
  const bool of_card = event.subject && !store::was_imported(db, *event.subject);
  return of_card ? store::dead_events_about(db, *event.subject) : store::dead_events(db);
}

}  // namespace

Event record(Db& db, const store::Stamp& stamp, const std::optional<Key>& subject, Act act,
             const std::vector<Attempt>& attempts, std::int64_t with) {
  Event event = store::append(db, stamp, subject, std::move(act), attempts, with);
  if (std::holds_alternative<ReviewAct>(event.act)) {
    // The newest event of a card only adds to what is already folded.
    if (const auto card = store::find_card(db, *subject)) fold_newest(db, *card, event);
    return event;
  }
  // The entries of an import are not there yet; whoever imports folds them.
  if (std::holds_alternative<ImportAct>(event.act)) return event;
  Touched touched;
  if (const auto about = touched.add(db, event)) touched.refold(db, dead_around(db, *about));
  return event;
}

void record_together(Db& db, const store::Stamp& stamp,
                     const std::vector<std::pair<Key, Act>>& acts) {
  std::int64_t first = 0;
  Touched touched;
  for (const auto& [subject, act] : acts) {
    const Event event = store::append(db, stamp, subject, act, {}, first);
    if (first == 0) first = event.id.seq;
    touched.add(db, event);
  }
  touched.refold(db, store::dead_events(db));
}

void record_undos(Db& db, const store::Stamp& stamp, const std::vector<Event>& targets) {
  std::int64_t first = 0;
  Touched touched;
  for (const Event& target : targets) {
    const Event event = store::append(db, stamp, target.subject, UndoAct{target.id}, {}, first);
    if (first == 0) first = event.id.seq;
    touched.add(db, event);
  }
  touched.refold(db, store::dead_events(db));
}

}  // namespace lianxi
