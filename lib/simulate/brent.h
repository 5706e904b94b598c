#pragma once

#include <functional>

namespace lianxi {

/// Where a function is least between `low` and `high`, give or take `tolerance`; of one with
/// several valleys, in one of them. Steps of a parabola through the best three points, held in
/// check by golden sections: some ten calls where halving would take twenty. Source: R. P. Brent,
/// Algorithms for Minimization without Derivatives, 1973, chapter 5.
double minimum_by_brent(const std::function<double(double)>& f, double low, double high,
                        double tolerance);

}  // namespace lianxi
