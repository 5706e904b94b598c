#pragma once

// What each model would have foretold of every answer in a log, had it been asked just before.
// All foretell the same answers in the same order (those of an elapsed day or more, after a card's
// first), so that any two can be paired.

#include <cstdint>
#include <span>
#include <vector>

#include "base/rating.h"
#include "evaluate/metrics.h"
#include "schedule/fsrs6.h"
#include "schedule/sm2.h"

namespace lianxi {

/// One answer as the models see it. Those of a day stand in the order in which they were given.
struct GradedReview {
  std::int64_t card = 0;
  std::int64_t day = 0;  ///< a day's number; one before the card's last counts as the same day
  Rating rating = Rating::good;
};

/// FSRS-6, whose memory sees the answers of the same day too.
std::vector<Prediction> predict_fsrs6(std::span<const GradedReview> in_time_order,
                                      const Fsrs6Model& model);

/// SM-2 by one of our readings. Answers of the same day are drills, which change nothing.
std::vector<Prediction> predict_sm2(std::span<const GradedReview> in_time_order,
                                    const Sm2Options& options);

/// SM-2 as the benchmark steps it (sm2_predictor.h), without the answers of the same day.
std::vector<Prediction> predict_sm2_benchmark(std::span<const GradedReview> in_time_order);

/// A part of a history to learn from and the part after it to be tested on: the first and one past
/// the last item of the test; training is all before.
struct TimeFold {
  std::size_t test_begin = 0, test_end = 0;
};
/// The benchmark's five folds of `items` items in time order: the k-th is tested on the k-th sixth
/// of them, counted from 0, the last to the end. None where there are fewer than six items.
std::vector<TimeFold> time_folds(std::size_t items);

}  // namespace lianxi
