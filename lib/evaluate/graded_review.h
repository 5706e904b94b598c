#pragma once

// One answer as the models of memory see it: what they are fitted to and judged by.

#include <cstdint>

#include "base/rating.h"

namespace lianxi {

/// What came before a card was reset is another card. Answers of a day stand in the order in which
/// they were given.
struct GradedReview {
  std::uint32_t card = 0;  ///< any number that is the card's own
  std::int32_t day = 0;    ///< study day; one before the card's last counts as the same day
  Rating rating = Rating::good;
};

}  // namespace lianxi
