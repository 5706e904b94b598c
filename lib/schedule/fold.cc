#include "schedule/fold.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <tuple>
#include <utility>

#include "base/hash.h"

namespace lianxi {
namespace {

bool covers(const VersionVector& version, const EventId& id) {
  const auto found = version.find(id.device);
  return found != version.end() && id.seq <= found->second;
}

/// All undo targets that are among the events.
std::map<EventId, const Event*> undo_targets(const std::vector<Event>& events) {
  std::map<EventId, const Event*> targets;
  std::set<EventId> wanted;
  for (const Event& event : events) {
    if (const auto* undo = std::get_if<UndoAct>(&event.act)) wanted.insert(undo->target);
  }
  for (const Event& event : events) {
    if (wanted.contains(event.id)) targets.emplace(event.id, &event);
  }
  return targets;
}

}  // namespace

bool before(const Event& a, const Event& b) {
  return std::tie(a.clock, a.id) < std::tie(b.clock, b.id);
}

DeadEvents::DeadEvents(std::vector<Killer> killers) {
  std::sort(killers.begin(), killers.end(), [](const Killer& a, const Killer& b) {
    return std::tie(a.clock, a.id) > std::tie(b.clock, b.id);
  });
  for (const Killer& killer : killers) {
    if (!contains(killer.id, killer.import)) apply(killer);
  }
}

void DeadEvents::apply(const Killer& killer) {
  if (const auto* restore = std::get_if<RestoreAct>(&killer.act)) {
    restored_.push_back(*restore);
    return;
  }
  const EventId& target = std::get<UndoAct>(killer.act).target;
  if (killer.target_clock &&
      std::tie(*killer.target_clock, target) < std::tie(killer.clock, killer.id)) {
    undone_.insert(target);
  }
}

bool DeadEvents::contains(const EventId& id, const std::optional<EventId>& import) const {
  return killed(id) || (import && killed(*import));
}

bool DeadEvents::killed(const EventId& id) const {
  return undone_.contains(id) ||
         std::any_of(restored_.begin(), restored_.end(), [&](const RestoreAct& restore) {
           return covers(restore.known, id) && !covers(restore.to, id);
         });
}

DeadEvents dead_events(const std::vector<Event>& events) {
  const auto targets = undo_targets(events);
  std::vector<Killer> killers;
  for (const Event& event : events) {
    if (const auto* undo = std::get_if<UndoAct>(&event.act)) {
      Killer killer{event.id, event.clock, event.import, *undo, std::nullopt};
      const auto target = targets.find(undo->target);
      if (target != targets.end() && target->second->subject == event.subject) {
        killer.target_clock = target->second->clock;
      }
      killers.push_back(std::move(killer));
    } else if (const auto* restore = std::get_if<RestoreAct>(&event.act)) {
      killers.push_back({event.id, event.clock, event.import, *restore, std::nullopt});
    }
  }
  return DeadEvents(std::move(killers));
}

double fuzz_factor(const Key& card, std::int64_t graded_reviews) {
  char seed[24];
  std::memcpy(seed, card.bytes.data(), 16);
  for (int i = 0; i < 8; ++i) {
    seed[16 + i] = static_cast<char>(static_cast<std::uint64_t>(graded_reviews) >> 8 * i & 255);
  }
  // 53 bits, not 64: the quotient of the whole number could round up to 1.
  return static_cast<double>(splitmix64(fnv1a64({seed, sizeof(seed)})) >> 11) * 0x1p-53;
}

void CardFold::add(const Event& event) {
  if (state_.deleted) return;
  switch (event.type()) {
    case EventType::review:
      return review(event, std::get<ReviewAct>(event.act));
    case EventType::suspend:
      state_.suspended = std::get<SuspendAct>(event.act).value;
      return;
    case EventType::bury:
      state_.buried_until = std::get<BuryAct>(event.act).until;
      return;
    case EventType::set_due:
      state_.due = std::get<SetDueAct>(event.act).due;
      return;
    case EventType::reset:
      return reset();
    case EventType::delete_:
      state_.deleted = true;
      return;
    case EventType::flag:
      state_.flag = std::get<FlagAct>(event.act).text;
      return;
    case EventType::set_state:
      return set_state(std::get<SetStateAct>(event.act));
    case EventType::undo:
    case EventType::edit:
    case EventType::accept:
    case EventType::setting:
    case EventType::import:
    case EventType::restore:
      return;  // no part of a card's schedule
  }
}

void CardFold::review(const Event& event, const ReviewAct& act) {
  // A clock set back, or a flight over the date line, never makes time run backwards for a card.
  const StudyDay day = state_.last ? std::max(event.day, *state_.last) : event.day;
  const bool drill = state_.last == day;
  if (drill && !scheduler_->traits().same_day_counts) {
    state_.due = state_.scheduled_due;
  } else {
    const Sm2State before = state_.sm2;
    schedule(event, act, day);
    if (!drill) count_graded(before, act, day);
  }
  state_.last = day;
  state_.repeat_today = scheduler_->repeats(act.rating, act.quality);
  state_.latest_review = event.id;
  ++state_.reviews;
}

void CardFold::schedule(const Event& event, const ReviewAct& act, StudyDay day) {
  const Days elapsed = state_.last ? day - *state_.last : Days{0};
  const double fuzz = fuzz_factor(event.subject.value_or(Key{}), state_.graded);
  const Outcome outcome = scheduler_->answer(state_, act.rating, act.quality, elapsed, fuzz);
  const Days planned = keeps_interval(act) ? *act.interval : outcome.interval;
  state_.sm2 = outcome.sm2;
  if (scheduler_->traits().goes_on_from_plan) state_.sm2.interval = planned.count();
  state_.memory = outcome.memory;
  state_.due = state_.scheduled_due = day + planned;
}

void CardFold::count_graded(const Sm2State& before, const ReviewAct& act, StudyDay day) {
  const bool recalled = quality_of(act.rating, act.quality) >= 3;
  if (recalled) ++state_.days_recalled;
  if (!recalled && before.n >= 1) ++state_.lapses;
  if (!state_.introduced) state_.introduced = day;
  ++state_.graded;
}

bool CardFold::keeps_interval(const ReviewAct& act) const {
  const bool comparable = act.scheduler == scheduler_->name() || act.scheduler == "imported";
  return act.interval && comparable && act.previous == state_.latest_review;
}

void CardFold::reset() {
  CardState fresh;
  fresh.suspended = state_.suspended;
  fresh.buried_until = state_.buried_until;
  fresh.flag = state_.flag;
  fresh.graded = state_.graded;
  state_ = std::move(fresh);
}

void CardFold::set_state(const SetStateAct& act) {
  state_.sm2 = {act.interval, act.n, act.ef100};
  state_.due = state_.scheduled_due = act.due;
  state_.last = act.last;
  state_.repeat_today = false;
  if (!scheduler_->traits().keeps_memory) return;
  if (act.stability && act.difficulty) {
    state_.memory = MemoryState{*act.stability, *act.difficulty};
  } else if (!state_.memory) {  // else the answers that came with it say more
    state_.memory = scheduler_->memory_of(state_.sm2);
  }
}

std::vector<Event> surviving(std::vector<Event> events, const DeadEvents& dead) {
  std::sort(events.begin(), events.end(), before);
  const auto same = [](const Event& a, const Event& b) { return a.id == b.id; };
  events.erase(std::unique(events.begin(), events.end(), same), events.end());
  std::erase_if(events, [&](const Event& event) { return dead.contains(event.id, event.import); });
  return events;
}

CardState fold_card(std::vector<Event> events, const DeadEvents& dead, const Scheduler& scheduler) {
  CardFold fold(scheduler);
  for (const Event& event : surviving(std::move(events), dead)) fold.add(event);
  return fold.state();
}

}  // namespace lianxi
