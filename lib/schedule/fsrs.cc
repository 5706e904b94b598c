#include "schedule/fsrs.h"

#include <algorithm>

namespace lianxi {

Rating rating_for(Rating rating, std::optional<int> quality) {
  return quality ? kRatings[static_cast<std::size_t>(std::clamp(*quality, 2, 5) - 2)] : rating;
}

MemoryState Fsrs::step(const CardState& card, Days elapsed, Rating rating) const {
  const auto memory = known_memory(card);
  if (!memory) return model_.first(rating);
  const Days since = days_since(card, elapsed);
  return model_.next(*memory, static_cast<double>(since.count()), rating);
}

Outcomes Fsrs::preview(const CardState& card, Days elapsed, double) const {
  const bool drill = card.last && elapsed <= Days{0};
  Outcomes outcomes;
  std::array<double, 4> raw{};
  for (std::size_t i = 0; i < kRatings.size(); ++i) {
    Outcome& outcome = outcomes.by_rating[i];
    outcome.memory = step(card, elapsed, kRatings[i]);
    raw[i] = model_.interval(outcome.memory->stability, options_.retention);
    outcome.sm2 = card.sm2;
    if (!drill)
      outcome.sm2.n = kRatings[i] == Rating::again ? 0 : std::min(card.sm2.n, 1 << 30) + 1;
  }
  const auto passed = ordered_intervals(raw[1], raw[2], raw[3], options_.max_interval);
  const Days again = std::min(whole_days(raw[0], options_.max_interval), passed[0]);
  const std::array<Days, 4> days = {again, passed[0], passed[1], passed[2]};
  for (std::size_t i = 0; i < days.size(); ++i) {
    outcomes.by_rating[i].interval = days[i];
    outcomes.by_rating[i].sm2.interval = days[i].count();
  }
  return outcomes;
}

Outcome Fsrs::answer(const CardState& card, Rating rating, std::optional<int> quality, Days elapsed,
                     double fuzz) const {
  return preview(card, elapsed, fuzz)[rating_for(rating, quality)];
}

std::optional<MemoryState> Fsrs::memory_of(const Sm2State& state) const {
  if (state.interval < 1) return std::nullopt;
  return model_.from_sm2(state.ef100 / 100.0, static_cast<double>(state.interval));
}

std::optional<double> Fsrs::recall(const CardState& card, Days elapsed) const {
  const auto memory = known_memory(card);
  if (!memory) return std::nullopt;
  return model_.retrievability(static_cast<double>(days_since(card, elapsed).count()),
                               std::max(memory->stability, kMinStability));
}

}  // namespace lianxi
