#pragma once

// The answers of a made-up learner. Where his memory is known, a card is recalled with the
// probability that FSRS gives it, and ratings and seconds are drawn from his rates, as in
// simulate/; else all comes from figures by kind and stage.

#include <optional>

#include "schedule/fsrs6.h"
#include "stats/course.h"
#include "stats/figures.h"
#include "stats/learner_rates.h"

namespace lianxi {

/// A learner whose memory FSRS describes.
struct LearnerMemory {
  Fsrs6Parameters parameters = kFsrs6Defaults;
  Learner rates;
  PaceByKind pace{};
  bool measured = false;  ///< rates and pace are of his own answers
};

struct MadeAnswer {
  Rating rating = Rating::good;
  double seconds = 0;
};

class MadeAnswers {
 public:
  /// Both must outlive it.
  MadeAnswers(const LearnerFigures& figures, const std::optional<LearnerMemory>& memory);

  /// The first answer of a day; `drawn`, in [0, 1), is his luck. It changes `remembered`, what he
  /// knows of the card; nothing where he never saw it.
  MadeAnswer first(const CourseCard& card, StudyDay day, double drawn,
                   std::optional<MemoryState>& remembered) const;
  /// A further one after `before`, on the day on which the card began or a later one.
  MadeAnswer drill(const CourseCard& card, Rating before, bool begins, double drawn,
                   std::optional<MemoryState>& remembered) const;

 private:
  MadeAnswer by_figures(const Figures& expected, double drawn) const;
  double pace(const CourseCard& card) const {
    return learner_->pace[static_cast<std::size_t>(card.card.kind)];
  }

  const LearnerFigures& figures_;
  const LearnerMemory* learner_;  // none: by the figures
  Fsrs6Model model_;
};

}  // namespace lianxi
