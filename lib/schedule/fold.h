#pragma once

// From the log to the state of a card: which events survive, and what they add up to. Everything
// here is the same for every order in which the events arrive, because both questions are asked
// in the canonical order (clock, device, seq), whatever the order of arrival.
//
// Who survives is decided backwards from the latest event, so that an undo is judged before its
// target: an undo that lives kills its target, and so undoing an undo is redo. An undo whose
// target has not arrived waits; one that sorts before its target, or is about something else than
// it, does nothing. A restore that lives kills what was known when it was written and is not part
// of what it returns to. The events of an import share its fate.

#include <optional>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "schedule/event.h"
#include "schedule/scheduler.h"

namespace lianxi {

/// An undo or restore, with what the walk must know of its target.
struct Killer {
  EventId id;
  HybridTime clock;
  std::optional<EventId> import;  ///< the killer's own import, if any
  std::variant<UndoAct, RestoreAct> act;
  /// Undo: the target's clock, if it has arrived and is about the same subject.
  std::optional<HybridTime> target_clock;
};

/// The events that undo and restore have killed. Memory grows with the number of undos, not with
/// the log.
class DeadEvents {
 public:
  DeadEvents() = default;
  /// `killers` in any order; duplicates are allowed.
  explicit DeadEvents(std::vector<Killer> killers);
  /// Whether the event itself is dead or the import that brought it is.
  bool contains(const EventId& id, const std::optional<EventId>& import = {}) const;
  /// Those that an undo has killed, and the restores that live: what kills the others.
  const std::set<EventId>& undone() const { return undone_; }
  const std::vector<RestoreAct>& restored() const { return restored_; }

 private:
  void apply(const Killer& killer);
  bool killed(const EventId& id) const;

  std::set<EventId> undone_;
  std::vector<RestoreAct> restored_;  // the live ones
};

/// The dead among `events`, for those who have all of them at hand. Duplicates are allowed.
DeadEvents dead_events(const std::vector<Event>& events);

/// The fuzz of a card's next graded review, in [0, 1): from the card's key and the number of its
/// surviving graded reviews so far, drills not counted, so that the same history always gives the
/// same schedule.
double fuzz_factor(const Key& card, std::int64_t graded_reviews);

/// Folds one card's surviving events, which must come in canonical order.
///
/// A review on a later day than the card's last one is graded and changes the schedule; another
/// on the same day is a drill, which changes it only where the scheduler says so. The interval the
/// learner was shown is kept where it was chosen knowing the card's true previous review, by the
/// scheduler now in force or in an imported history; else it is computed anew.
class CardFold {
 public:
  /// `scheduler` must outlive the fold. `state`: where an earlier fold has ended.
  explicit CardFold(const Scheduler& scheduler, CardState state = {})
      : scheduler_(&scheduler), state_(std::move(state)) {}
  void add(const Event& event);
  const CardState& state() const { return state_; }

 private:
  void review(const Event& event, const ReviewAct& act);
  void count_graded(const Sm2State& before, const ReviewAct& act, StudyDay day);
  void schedule(const Event& event, const ReviewAct& act, StudyDay day);
  bool keeps_interval(const ReviewAct& act) const;
  void reset();
  void set_state(const SetStateAct& act);

  const Scheduler* scheduler_;
  CardState state_;
};

/// The events that live, once each and in canonical order, from a list in any order.
std::vector<Event> surviving(std::vector<Event> events, const DeadEvents& dead);

/// The fold of those that survive, from a list in any order, with duplicates and dead events.
CardState fold_card(std::vector<Event> events, const DeadEvents& dead, const Scheduler& scheduler);

}  // namespace lianxi
