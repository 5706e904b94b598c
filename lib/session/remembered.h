#pragma once

// What a learner remembers of each card, as FSRS describes it, whichever scheduler is in force: his
// answers, gone through again. Simulations and forecasts begin here.

#include <vector>

#include "base/row_map.h"
#include "schedule/fsrs6.h"
#include "schedule/sm2.h"
#include "session/answer_history.h"
#include "stats/learner_rates.h"

namespace lianxi {

/// What is left of a card's answers since it last began.
struct RememberedCard {
  bool known = false;        ///< it has answers
  std::uint32_t number = 0;  ///< of its beginning, as in GivenAnswer
  std::int64_t last = 0;     ///< study day
  MemoryState memory;
  Sm2State sm2;
};
/// By card.
RowMap<RememberedCard> remembered_cards(const std::vector<GivenAnswer>& answers,
                                        const Fsrs6Model& model, const Sm2Options& sm2);

/// The answers as a learner's rates are measured by.
std::vector<TimedReview> timed_reviews(const std::vector<GivenAnswer>& answers);

}  // namespace lianxi
