#pragma once

// How well a way of fitting foretells what it has not seen. The foretold answers, in time order,
// are cut into six parts; five times parameters are fitted to what came before a part and asked
// about it. No answer is foretold by parameters that know it or anything later. Source: fsrs-rs and
// srs-benchmark, the time-series split of scikit-learn with five folds.

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "evaluate/graded_review.h"
#include "evaluate/metrics.h"
#include "schedule/fsrs6.h"

namespace lianxi {

/// The places in the log of the answers that are foretold: the items of the folds.
std::vector<std::size_t> foretold_places(std::span<const GradedReview> in_time_order);

/// A part of a history to learn from and the part after it to be tested on: the first and one past
/// the last item of the test; training is all before.
struct TimeFold {
  std::size_t test_begin = 0, test_end = 0;
};
/// The benchmark's five folds of `items` items in time order: the k-th is tested on the k-th sixth
/// of them, counted from 0, the last to the end. None where there are fewer than six items.
std::vector<TimeFold> time_folds(std::size_t items);

/// Parameters for answers that come after these.
using FitToKnown = std::function<Fsrs6Parameters(std::span<const GradedReview> known)>;

/// What FSRS-6 foretells of the tests of these folds, each by the parameters fitted to what came
/// before; in the order of the folds.
std::vector<Prediction> held_out(std::span<const GradedReview> in_time_order,
                                 std::span<const TimeFold> folds, const FitToKnown& fit);

/// The same of the benchmark's five folds.
std::vector<Prediction> held_out(std::span<const GradedReview> in_time_order,
                                 const FitToKnown& fit);

}  // namespace lianxi
