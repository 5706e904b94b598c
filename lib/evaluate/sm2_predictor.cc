#include "evaluate/sm2_predictor.h"

#include <algorithm>
#include <cmath>

namespace lianxi {

Sm2State sm2_benchmark_step(const Sm2State& state, Rating rating) {
  static const Sm2Options options = sm2_preset("nearest").value();
  Sm2State next = sm2_step(state, quality_of(rating), options);
  // The step has rounded (I*ef100 + 50)/100; the benchmark adds 0.01 first. It differs where the
  // hundredths are 49.
  if (next.n > 2 && state.interval * state.ef100 % 100 == 49) ++next.interval;
  return next;
}

double sm2_recall(const Sm2State& state, double t) {
  const auto interval =
      static_cast<double>(std::clamp(state.interval, std::int64_t{1}, std::int64_t{36500}));
  return std::pow(0.9, t / interval);
}

}  // namespace lianxi
