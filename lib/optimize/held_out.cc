#include "optimize/held_out.h"

#include <algorithm>
#include <cmath>

#include "optimize/card_numbers.h"
#include "optimize/exact_loss.h"

namespace lianxi {
namespace {

/// For each of these ranks, ascending, how many answers come before the item of that rank.
std::vector<std::size_t> answers_before(std::span<const TrainingReview> reviews,
                                        const Histories& log,
                                        const std::vector<std::uint32_t>& ranks) {
  const CardNumbers cards(reviews);
  std::vector<std::uint32_t> next(log.first.begin(), log.first.end() - 1);
  std::vector<std::size_t> before;
  for (std::size_t i = 0; i < reviews.size() && before.size() < ranks.size(); ++i) {
    if (!is_answer(reviews[i])) continue;
    const std::uint32_t at = next[cards[reviews[i].card]]++;
    if (log.rank[at] == ranks[before.size()]) before.push_back(i);
  }
  return before;
}

/// Puts the items of ranks from .. from + into.size() where they belong.
void predict_into(const Histories& log, const Fsrs6Model& model, std::uint32_t from,
                  std::span<ItemPrediction> into) {
  for (std::size_t card = 0; card < log.cards(); ++card) {
    std::uint32_t number = 1, lapses = 0;
    predict_items(log, card, model, [&](std::size_t review, double probability) {
      const bool recalled = log.rating[review] > 1;
      ++number;
      const std::uint32_t rank = log.rank[review];
      if (rank >= from && rank - from < into.size()) {
        into[rank - from] = {probability, recalled, log.elapsed[review], number, lapses};
      }
      lapses += !recalled;
    });
  }
}

/// Fits before each of these ranks and predicts from there to the next, the last to the end.
std::vector<ItemPrediction> predict_parts(std::span<const TrainingReview> reviews, const Histories& log,
                                      const std::vector<std::uint32_t>& ranks,
                                      const FitToKnown& fit) {
  if (ranks.empty()) return {};
  std::vector<ItemPrediction> made(log.items - ranks.front());
  const std::vector<std::size_t> known = answers_before(reviews, log, ranks);
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    const std::uint32_t end = i + 1 < ranks.size() ? ranks[i + 1] : log.items;
    const Fsrs6Model model(fit(reviews.first(known[i])));
    predict_into(log, model, ranks[i],
                 std::span(made).subspan(ranks[i] - ranks.front(), end - ranks[i]));
  }
  return made;
}

}  // namespace

std::vector<ItemPrediction> time_series_split(std::span<const TrainingReview> reviews,
                                          const FitToKnown& fit, std::uint32_t folds) {
  const Histories log = histories(reviews, Outliers::kept);
  const std::uint32_t part = log.items / (folds + 1);
  std::vector<std::uint32_t> ranks;
  for (std::uint32_t i = 1; i <= folds && part > 0; ++i) ranks.push_back(i * part);
  return predict_parts(reviews, log, ranks, fit);
}

std::vector<ItemPrediction> single_split(std::span<const TrainingReview> reviews, double known,
                                     const FitToKnown& fit) {
  const Histories log = histories(reviews, Outliers::kept);
  const double cut = std::clamp(known, 0.0, 1.0) * log.items;
  const auto rank = static_cast<std::uint32_t>(cut);
  if (rank >= log.items) return {};
  return predict_parts(reviews, log, {rank}, fit);
}

std::vector<ItemPrediction> predictions(std::span<const TrainingReview> reviews,
                                    const Fsrs6Parameters& parameters) {
  const Histories log = histories(reviews, Outliers::kept);
  std::vector<ItemPrediction> made(log.items);
  predict_into(log, Fsrs6Model(parameters), 0, made);
  return made;
}

double mean_log_loss(std::span<const ItemPrediction> predictions) {
  if (predictions.empty()) return 0;
  double sum = 0;
  for (const ItemPrediction& one : predictions) sum += cross_entropy(one.probability, one.recalled);
  return sum / static_cast<double>(predictions.size());
}

}  // namespace lianxi
