#pragma once

#include "schedule/fsrs6.h"

namespace lianxi {

/// The true memory after a further answer of the same day. `hard_may_lower`: see SimulationConfig.
MemoryState same_day(const Fsrs6Model& model, const MemoryState& before, Rating rating,
                     bool hard_may_lower);

/// How many in a row are good after a further answer: `again` begins anew, `hard` repeats a step.
constexpr int good_in_a_row(int before, Rating rating) {
  return rating >= Rating::good ? before + 1 : rating == Rating::again ? 0 : before;
}

inline constexpr int kMostFurtherAnswers = 5;  ///< of one card on one day

}  // namespace lianxi
