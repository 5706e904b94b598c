#pragma once

// Two predictors that know nothing of cards. A scheduler's model that does not beat them tells
// cards apart worse than it thinks: MOVING-AVG has a lower log loss than FSRS over thousands of
// learners, because it follows how well a learner does this week; but it gives every card the same
// p, so nothing can be scheduled by it. Source: srs-benchmark (AVG, MOVING-AVG).

#include <span>
#include <vector>

#include "evaluate/metrics.h"

namespace lianxi {

/// MOVING-AVG: one number that moves a little with every answer.
class MovingAverage {
 public:
  /// The probability that the next answer is recalled, whatever card it is of.
  double predict() const;
  void add(bool recalled);

 private:
  double x_ = 1.2;  // log odds; those of 0.77
};

/// The same answers with the p of MOVING-AVG, which sees each result before the next.
std::vector<Prediction> moving_average(std::span<const Prediction> in_time_order);

/// AVG: the same answers with the share recalled of `training`, 0.9 where that is empty.
std::vector<Prediction> average(std::span<const Prediction> answers,
                                std::span<const Prediction> training);

}  // namespace lianxi
