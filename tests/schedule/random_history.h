#pragma once

// Random histories of a card, for properties that hold for every log.

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "schedule/event.h"

namespace lianxi {

inline StudyDay day(int number) { return day_from_number(number); }

inline Key card_key(int card) {
  Key key;
  key.bytes[15] = static_cast<std::uint8_t>(card);
  return key;
}

/// Three devices with clocks that disagree, one card, all that can happen to it.
class RandomHistory {
 public:
  explicit RandomHistory(std::uint64_t seed) : random_(seed) {
    const int size = 5 + below(40);
    for (int i = 0; i < size; ++i) add();
  }
  std::vector<Event>& events() { return events_; }
  int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint64_t>(limit)); }

  /// An event of device 1 later than all others.
  EventId append(Act act) {
    receive_all(DeviceId{1});
    return write(DeviceId{1}, now_, std::move(act)).id;
  }
  std::mt19937_64& random() { return random_; }

 private:
  void add() {
    now_ += below(3) * 20000000;
    const DeviceId device{1 + below(3)};
    Act act = random_act();
    if (std::holds_alternative<RestoreAct>(act)) receive_all(device);
    const std::int64_t skew = (static_cast<std::int64_t>(device) - 2) * 30000000;
    Event& event = write(device, now_ + skew, std::move(act));
    if (std::holds_alternative<ReviewAct>(event.act) && !imports_.empty() && below(3) == 0) {
      event.import = any_of(imports_);
    }
    if (event.type() == EventType::import) imports_.push_back(event.id);
  }

  /// A restore knows what its device has received, and so sorts after it.
  void receive_all(DeviceId device) {
    for (const auto& [other, clock] : clocks_) clocks_[device] = std::max(clocks_[device], clock);
  }

  Event& write(DeviceId device, std::int64_t ms, Act act) {
    Event& event = events_.emplace_back();
    event.id = {device, ++seqs_[device]};
    event.clock = clocks_[device] = next_hybrid_time(clocks_[device], ms);
    event.day = day(static_cast<int>(ms / 86400000));
    event.subject = card_key(1);
    event.act = std::move(act);
    return event;
  }

  Act random_act() {
    switch (below(16)) {
      case 0:
        return SuspendAct{below(2) == 0};
      case 1:
        return BuryAct{day(below(100))};
      case 2:
        return SetDueAct{day(below(100))};
      case 3:
        return ResetAct{};
      case 4:
        return FlagAct{std::to_string(below(10))};
      case 5:
        return ImportAct{"deck"};
      case 6:
        return random_restore();
      case 7:
        return random_set_state();
      case 8:
        if (below(3) == 0) return DeleteAct{};
        [[fallthrough]];
      case 9:
      case 10:
        if (!events_.empty()) return UndoAct{any_of(events_).id};
        [[fallthrough]];
      default:
        return random_review();
    }
  }

  Act random_review() {
    ReviewAct act;
    act.rating = kRatings[static_cast<std::size_t>(below(4))];
    act.scheduler = below(5) == 0 ? "imported" : "sm2";
    if (!events_.empty() && below(2) == 0) act.previous = any_of(events_).id;
    if (below(2) == 0) act.interval = Days{below(30)};
    return act;
  }

  Act random_set_state() {
    SetStateAct act;
    act.n = below(5);
    act.ef100 = 130 + below(200);
    act.interval = below(100);
    act.due = day(below(100));
    act.last = day(below(50));
    return act;
  }

  Act random_restore() {
    RestoreAct act;
    act.known = seqs_;
    for (const auto& [device, seq] : act.known) {
      if (below(3) > 0) act.to[device] = below(static_cast<int>(seq) + 1);
    }
    return act;
  }

  template <typename T>
  const T& any_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

  std::mt19937_64 random_;
  std::vector<Event> events_;
  std::vector<EventId> imports_;
  std::map<DeviceId, HybridTime> clocks_;
  VersionVector seqs_;
  std::int64_t now_ = 0;
};

}  // namespace lianxi
