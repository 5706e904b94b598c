#include "schedule/scheduler.h"

namespace lianxi {

Outcomes Scheduler::preview(const CardState& card, Days elapsed, double fuzz) const {
  Outcomes outcomes;
  for (std::size_t i = 0; i < kRatings.size(); ++i) {
    outcomes.by_rating[i] = answer(card, kRatings[i], std::nullopt, elapsed, fuzz);
  }
  return outcomes;
}

}  // namespace lianxi
