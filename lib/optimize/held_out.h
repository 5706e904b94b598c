#pragma once

// How well a way of fitting predicts what it has not seen. The items, in time order, are cut into
// six parts; five times the parameters are fitted to what came before a part and asked about it. No
// answer is predicted by parameters that know it or anything later.
// Source: fsrs-rs and srs-benchmark, the time-series split of scikit-learn with five folds.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "optimize/histories.h"
#include "schedule/fsrs6.h"

namespace lianxi {

/// One prediction of an item beside what happened, and what measures sort predictions by.
struct ItemPrediction {
  double probability = 0;  ///< of recall
  bool recalled = false;
  std::int32_t elapsed = 0;  ///< study days since the card's last answer, 1 or more
  std::uint32_t number = 0;  ///< 2 for a card's first item: 1 + its items so far, this one included
  std::uint32_t lapses = 0;  ///< the card's items so far that were forgotten
};

/// Parameters for answers that come after these.
using FitToKnown = std::function<Fsrs6Parameters(std::span<const TrainingReview> known)>;

/// All predictions of the five parts, in time order. None of fewer than six items.
std::vector<ItemPrediction> time_series_split(std::span<const TrainingReview> reviews,
                                          const FitToKnown& fit, std::uint32_t folds = 5);

/// The predictions of one cut: fits to the first `known` share of the items and predicts the rest.
std::vector<ItemPrediction> single_split(std::span<const TrainingReview> reviews, double known,
                                     const FitToKnown& fit);

/// The predictions of all items by one set of parameters, in time order.
std::vector<ItemPrediction> predictions(std::span<const TrainingReview> reviews,
                                    const Fsrs6Parameters& parameters);

/// Their mean log loss; 0 of none.
double mean_log_loss(std::span<const ItemPrediction> predictions);

}  // namespace lianxi
