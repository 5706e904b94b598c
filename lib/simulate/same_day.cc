#include "simulate/same_day.h"

#include <algorithm>
#include <cmath>

namespace lianxi {

MemoryState same_day(const Fsrs6Model& model, const MemoryState& before, Rating rating,
                     bool hard_may_lower) {
  MemoryState after = model.next(before, 0, rating);
  if (rating == Rating::hard && hard_may_lower) {
    const Fsrs6Parameters& w = model.parameters();
    const double growth = std::exp(w[17] * (w[18] - 1)) * std::pow(before.stability, -w[19]);
    after.stability = std::clamp(before.stability * growth, kMinStability, kMaxStability);
  }
  return after;
}

}  // namespace lianxi
