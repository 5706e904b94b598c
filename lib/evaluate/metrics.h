#pragma once

// How good predictions of recall are. Every figure here is one of the usual benchmark of such
// predictions (srs-benchmark), so that ours can be laid beside published ones. Log loss is the one
// to go by. RMSE over bins alone says little: who follows the bins reaches 0.0135 of it with a log
// loss of 4.6.
// Answers of the same day as the one before are never scored; they only shape the memory.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/proportion.h"

namespace lianxi {

/// What was foretold of one answer, and what came.
struct Prediction {
  double p = 0;  ///< the probability of recall
  bool recalled = false;
  double weight = 1;
  int elapsed_days = 1;   ///< since the card's previous answer, at least 1
  int review = 1;         ///< 1 + the card's answers of an elapsed day or more, this one included
  int lapses = 0;         ///< the earlier ones of those that were `again`
  std::int64_t card = 0;  ///< whose, for differences that are paired by card
};

/// The surprise of one answer in nats; p is held within 1e-7 and 1 - 1e-7.
double log_loss(const Prediction& prediction);
/// Its weighted mean; 0 of none.
double log_loss(std::span<const Prediction> predictions);

/// How far mean prediction and share recalled lie apart within bins of like histories (elapsed
/// days, reviews, lapses), as a root of the mean square over the bins, weighted; 0 of none.
double rmse_bins(std::span<const Prediction> predictions);

/// The probability that an answer recalled was given a higher p than one forgotten, ties counting
/// half; no weights. Nothing where all were recalled or none.
std::optional<double> auc(std::span<const Prediction> predictions);

/// The mean of p less the share recalled: above 0 foretells too much. No weights; 0 of none.
double mean_bias(std::span<const Prediction> predictions);

/// The root of the mean squared error of the single answers (Brier's score). No weights; 0 of none.
double rmse_raw(std::span<const Prediction> predictions);

/// The universal metric of `a` judged by `b`: where b sees a difference between answers, in 20
/// bins of its p, how far is a's mean from the share recalled. No predictor knows a rival's bins.
/// Both foretell the same answers in the same order; 0 of none.
double universal_metric(std::span<const Prediction> a, std::span<const Prediction> b);

/// Answers that were given about the same p.
struct CalibrationGroup {
  double mean_p = 0;
  Proportion recalled;
  Interval share_95;  ///< of the share recalled (Wilson)
  /// Whether the data say that this group's predictions are wrong.
  bool off() const { return mean_p < share_95.low || mean_p > share_95.high; }
};
/// About `groups` groups of equal size by ascending p; answers of equal p are never parted, so
/// there may be fewer, and the order of the predictions does not matter.
std::vector<CalibrationGroup> calibration(std::span<const Prediction> predictions, int groups = 10);

/// Weights that grow with time, as fsrs-rs has them: 0.25 + 0.75 (i/(n-1))^3 for the i-th of n.
void weight_by_recency(std::span<Prediction> in_time_order);

}  // namespace lianxi
