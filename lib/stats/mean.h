#pragma once

// A mean of few values, and how far it may be trusted.

#include <cstddef>
#include <span>

#include "stats/proportion.h"

namespace lianxi {

/// How many standard errors a 95 % interval reaches to each side, for `degrees` degrees of freedom
/// (at least 1): Student's t. Exact for 1 and 2, else from its expansion in 1/degrees, within 1 %.
/// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
double student_95(std::size_t degrees);

/// A mean and its 95 % interval, which is the mean alone where there is no telling (`of` < 2).
struct MeanOf {
  double mean = 0;
  Interval interval{0, 0};
  std::size_t of = 0;
};
/// The values are taken as independent draws of one thing, such as runs of a simulation.
MeanOf mean_95(std::span<const double> values);

}  // namespace lianxi
