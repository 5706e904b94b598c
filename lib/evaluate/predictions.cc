#include "evaluate/predictions.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "evaluate/sm2_predictor.h"

namespace lianxi {
namespace {

/// A card on its way through the log.
template <class State>
struct Walked {
  State state;
  std::int32_t last_day = 0;
  int reviews = 1;
  int lapses = 0;
};

/// Leads every card through the log. `Model`: first(rating), recall(state, t) and
/// next(state, t, rating), where t is 0 for the same day.
template <class Model>
std::vector<Prediction> walk(std::span<const GradedReview> log, const Model& model) {
  using State = decltype(model.first(Rating::good));
  std::unordered_map<std::uint32_t, Walked<State>> cards;
  std::vector<Prediction> found;
  for (const GradedReview& review : log) {
    const auto [place, is_first] = cards.try_emplace(review.card);
    Walked<State>& card = place->second;
    if (is_first) {
      card.state = model.first(review.rating);
      card.last_day = review.day;
      continue;
    }
    const auto t = static_cast<std::int32_t>(std::clamp<std::int64_t>(
        std::int64_t{review.day} - card.last_day, 0, std::numeric_limits<std::int32_t>::max()));
    if (t > 0) {
      const bool recalled = review.rating != Rating::again;
      found.push_back(
          {model.recall(card.state, t), recalled, 1, t, ++card.reviews, card.lapses, review.card});
      card.lapses += recalled ? 0 : 1;
    }
    card.state = model.next(card.state, t, review.rating);
    card.last_day = std::max(card.last_day, review.day);
  }
  return found;
}

struct Fsrs6Walk {
  const Fsrs6Model& model;
  MemoryState first(Rating rating) const { return model.first(rating); }
  double recall(const MemoryState& state, int t) const {
    return model.retrievability(t, state.stability);
  }
  MemoryState next(const MemoryState& state, int t, Rating rating) const {
    return model.next(state, t, rating);
  }
};

/// `Step`: from a state, a rating and the days since to the next state.
template <class Step>
struct Sm2Walk {
  Step step;
  Sm2State first(Rating rating) const { return step(Sm2State{}, rating, 0); }
  double recall(const Sm2State& state, int t) const { return sm2_recall(state, t); }
  Sm2State next(const Sm2State& state, int t, Rating rating) const {
    return t > 0 ? step(state, rating, t) : state;
  }
};

template <class Step>
std::vector<Prediction> walk_sm2(std::span<const GradedReview> log, const Step& step) {
  return walk(log, Sm2Walk<Step>{step});
}

}  // namespace

std::vector<Prediction> predict_fsrs6(std::span<const GradedReview> in_time_order,
                                      const Fsrs6Model& model) {
  return walk(in_time_order, Fsrs6Walk{model});
}

std::vector<Prediction> predict_sm2(std::span<const GradedReview> in_time_order,
                                    const Sm2Options& options) {
  return walk_sm2(in_time_order, [&](const Sm2State& state, Rating rating, int) {
    return sm2_step(state, quality_of(rating), options);
  });
}

std::vector<Prediction> predict_sm2_anki(std::span<const GradedReview> in_time_order,
                                         const Sm2AnkiOptions& options) {
  const Sm2Anki scheduler(options);
  return walk_sm2(in_time_order, [&](const Sm2State& state, Rating rating, int t) {
    CardState card;
    card.sm2 = state;
    card.last = StudyDay{};  // known, so that the days since count
    return scheduler.answer(card, rating, std::nullopt, Days{t}, 0.5).sm2;
  });
}

std::vector<Prediction> predict_sm2_benchmark(std::span<const GradedReview> in_time_order) {
  return walk_sm2(in_time_order, [](const Sm2State& state, Rating rating, int) {
    return sm2_benchmark_step(state, rating);
  });
}

}  // namespace lianxi
