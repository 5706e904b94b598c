#pragma once

// The learner's surviving answers in the order in which they were given, as little of each as the
// models of memory read: what they are fitted to, judged by, and simulated from.

#include <chrono>
#include <cstdint>
#include <vector>

#include "base/rating.h"
#include "base/time.h"
#include "cards/card.h"
#include "evaluate/graded_review.h"
#include "import/review_log.h"
#include "sqlite/db.h"

namespace lianxi {

/// An answer. What came after a reset is of another card, that begins anew.
struct GivenAnswer {
  std::uint32_t card = 0;  ///< numbered from 0
  std::int32_t day = 0;    ///< study day
  Rating rating{};
  CardKind kind{};  ///< plain where nobody knows
  CardId id{};      ///< of the collection's card; of a table none
  std::chrono::milliseconds taken{0};
};

/// As the models of memory see them.
std::vector<GradedReview> graded_reviews(const std::vector<GivenAnswer>& answers);

/// Those of the collection. The answers of a card stand in canonical order, whatever its clocks
/// say.
std::vector<GivenAnswer> given_answers(Db& db);

/// Those of a table of answers, by the study day there: of times without an offset, so far from
/// UTC.
std::vector<GivenAnswer> given_answers(const ReviewLog& log, std::chrono::minutes offset,
                                       std::chrono::hours rollover);

}  // namespace lianxi
