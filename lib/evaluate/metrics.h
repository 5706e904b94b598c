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

/// A probability is held this far from 0 and from 1.
inline constexpr double kLeastProbability = 1e-7;

/// The surprise of one answer in nats: minus the logarithm of the probability that what came of it
/// was given.
double log_loss(double p, bool recalled);
inline double log_loss(const Prediction& one) { return log_loss(one.p, one.recalled); }
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
/// It and the next are in no report; published figures can be made with them.
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

/// The weight of the answer with this rank, in time order, among so many: from 0.25 for the oldest
/// to 1. Source: fsrs-rs 6.6 (June 2026), Open Spaced Repetition.
double recency_weight(std::uint32_t rank, std::uint32_t answers);

}  // namespace lianxi
