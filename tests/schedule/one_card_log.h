#pragma once

// The log of one card, written as one device would, and its fold.

#include <optional>
#include <utility>
#include <vector>

#include "schedule/fold.h"
#include "schedule/random_history.h"
#include "schedule/sm2.h"

namespace lianxi {

inline const Sm2 kSm2;

inline CardState fold(const std::vector<Event>& events, const Scheduler& scheduler = kSm2) {
  return fold_card(events, dead_events(events), scheduler);
}

/// Writes one card's log as one device would: each event a second after the one before.
class Log {
 public:
  Event& add(int on_day, Act act) {
    Event& event = events_.emplace_back();
    ++seq_;
    event.id = {DeviceId{1}, seq_};
    event.clock = {seq_ * 1000, 0};
    event.day = day(on_day);
    event.subject = card_key(1);
    event.act = std::move(act);
    return event;
  }
  /// As the session writes it: `previous` and the interval as they are known now.
  Event& review(int on_day, Rating rating, std::optional<int> interval = {}) {
    ReviewAct act;
    act.rating = rating;
    act.scheduler = "sm2";
    act.previous = state().latest_review;
    if (interval) act.interval = Days{*interval};
    return add(on_day, act);
  }
  EventId undo(int on_day, const EventId& target) { return add(on_day, UndoAct{target}).id; }
  std::vector<Event>& events() { return events_; }
  CardState state() const { return fold(events_); }

 private:
  std::vector<Event> events_;
  std::int64_t seq_ = 0;
};

}  // namespace lianxi
