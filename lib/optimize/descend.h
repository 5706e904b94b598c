#pragma once

// The least value of F (objective.h) over the parameters of FSRS-6 within their ranges. With many
// answers the way is mostly gone on a sample of the cards, whose F is nearly that of all; what it
// has learnt of the curvature then leads to the least value over all in a few steps.

#include <functional>

#include "optimize/histories.h"
#include "optimize/objective.h"
#include "schedule/fsrs6.h"

namespace lianxi {

struct DescendOptions {
  int threads = 1;
  double sample = 0.1;                              ///< of the cards, and at least:
  std::uint32_t sample_items = 20000;               ///< no sample where that is most of the items
  bool initial_only = false;                        ///< leave all but w0 to w3 as they are
  std::function<bool(double progress)> keep_going;  ///< may be empty
};

struct Descent {
  Fsrs6Parameters parameters{};
  double passes = 0;     ///< over all answers
  bool stopped = false;  ///< by keep_going
};

/// From a start within the ranges. `all` is F of these answers.
Descent descend(const Histories& from, Objective& all, const Fsrs6Parameters& start,
                const DescendOptions& options);

/// The least value of a parameter while fitting.
double least_fitted(std::size_t parameter);

}  // namespace lianxi
