#pragma once

// Whether one predictor is better than another, as far as the data carry it. Both foretell the
// same answers, so the difference is taken answer by answer, which leaves out what both find hard.
// The answers of one card are not independent: a model that is wrong about a card is wrong about
// it again. So the cards, and not the answers, count as the sample: the interval is Student's
// around the mean, with the variance of the cards' sums (cluster-robust, of the ratio of two
// sums). Beside a bootstrap over cards it needs no seed and one pass, and from some dozens of
// cards on gives the same.
// Source: Cochran, Sampling Techniques, 1977, sections 6.4 and 9A.

#include <cstddef>
#include <cstdint>
#include <span>

#include "evaluate/metrics.h"

namespace lianxi {

/// A log loss less another one.
struct Difference {
  double mean = 0;  ///< below 0: the first predictor is better
  Interval interval{0, 0};
  std::size_t clusters = 0;
  /// Whether the data say which is better, with 95 % confidence; fewer than kFewClusters never do.
  bool clear() const;
};
inline constexpr std::size_t kFewClusters = 10;

/// The weighted mean difference of the log loss of `a` from that of `b`, which foretell the same
/// answers in the same order; the weights are a's. Clusters are the cards.
Difference log_loss_difference(std::span<const Prediction> a, std::span<const Prediction> b);

/// The same with other clusters, one name for each answer: by the day of study, say, since a bad
/// day tells on all its answers. Whoever has both goes by the wider interval.
Difference log_loss_difference(std::span<const Prediction> a, std::span<const Prediction> b,
                               std::span<const std::int64_t> clusters);

}  // namespace lianxi
