#include "stats/made_answers.h"

#include <algorithm>

namespace lianxi {
namespace {

/// A rating by its share; the shares need not add up to 1.
Rating rating_at(const ByRating& shares, double drawn) {
  double rest = drawn * (shares[0] + shares[1] + shares[2] + shares[3]);
  for (std::size_t i = 0; i < 3; ++i) {
    rest -= shares[i];
    if (rest < 0) return kRatings[i];
  }
  return Rating::easy;
}

/// Days since a card was last known: since its answer, or its interval where nobody knows the day.
double days_gone(const CourseCard& card, StudyDay day) {
  const Days gone = card.state.last ? day - *card.state.last : Days{card.state.sm2.interval};
  return static_cast<double>(std::clamp<std::int64_t>(gone.count(), 1, 36500));
}

}  // namespace

MadeAnswers::MadeAnswers(const LearnerFigures& figures, const std::optional<LearnerMemory>& memory)
    : figures_(figures),
      learner_(memory ? &*memory : nullptr),
      model_(memory ? memory->parameters : kFsrs6Defaults) {}

MadeAnswer MadeAnswers::first(const CourseCard& card, StudyDay day, double drawn,
                              std::optional<MemoryState>& remembered) const {
  if (!learner_) {
    const auto last = card.state.last;
    const auto elapsed = last ? std::optional(day - *last) : std::nullopt;
    const Figures& figures = figures_.of(card.card.kind, stage_after(elapsed));
    if (!last) return by_figures(figures, drawn);
    const std::int64_t interval = card.state.sm2.interval;
    return by_figures(asked_late(figures, interval, *elapsed - Days{interval}), drawn);
  }
  if (!remembered) {
    const Rating rating = rating_at(learner_->rates.first_ratings, drawn);
    remembered = model_.first(rating);
    return {rating, pace(card) * learner_->rates.learning_seconds[index_of(rating)]};
  }
  const double gone = days_gone(card, day);
  const double recall = model_.retrievability(gone, remembered->stability);
  const Rating rating =
      drawn < recall ? rating_at(learner_->rates.passed_ratings, drawn / recall) : Rating::again;
  remembered = model_.next(*remembered, gone, rating);
  return {rating, pace(card) * learner_->rates.review_seconds[index_of(rating)]};
}

MadeAnswer MadeAnswers::drill(const CourseCard& card, Rating before, bool begins, double drawn,
                              std::optional<MemoryState>& remembered) const {
  if (!learner_) return by_figures(figures_.of(card.card.kind, Stage::drill), drawn);
  const Learner& rates = learner_->rates;
  const std::size_t row = std::min<std::size_t>(index_of(before), 2);
  const Rating rating =
      rating_at(begins ? rates.learning_ratings[row] : rates.relearning_ratings[row], drawn);
  if (remembered) remembered = model_.next(*remembered, 0, rating);
  const ByRating& seconds = begins ? rates.learning_seconds : rates.relearning_seconds;
  return {rating, pace(card) * seconds[index_of(rating)]};
}

MadeAnswer MadeAnswers::by_figures(const Figures& expected, double drawn) const {
  if (drawn < expected.again) return {Rating::again, expected.seconds};
  if (drawn < expected.again + expected.hard) return {Rating::hard, expected.seconds};
  return {drawn < 1 - expected.easy ? Rating::good : Rating::easy, expected.seconds};
}

}  // namespace lianxi
