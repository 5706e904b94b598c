#pragma once

// What a simulation must know of a learner besides the memory: which answers are given, and how
// long they take.

#include <array>

#include "base/rating.h"

namespace lianxi {

/// One figure for each rating, again to easy.
using ByRating = std::array<double, 4>;

/// Shares and seconds. The defaults are those of the average Anki learner.
/// Source: fsrs-rs 6.6 (June 2026), Open Spaced Repetition.
struct Learner {
  ByRating first_ratings{0.24, 0.094, 0.495, 0.171};  ///< of a card's first answer
  ByRating passed_ratings{0, 0.224, 0.631, 0.145};    ///< of a later day's, where it was recalled

  ByRating learning_seconds{19.58, 18.79, 13.78, 10.71};   ///< an answer of a card's first day
  ByRating review_seconds{19.38, 17.59, 12.38, 8.94};      ///< the first of a later day
  ByRating relearning_seconds{16.44, 15.25, 12.32, 8.03};  ///< after it was again or hard

  /// Of a further answer of the same day, by the one before (again, hard, good; easy ends).
  std::array<ByRating, 3> learning_ratings{{{0.3686, 0.0628, 0.5108, 0.0577},
                                            {0.0442, 0.4553, 0.4457, 0.0549},
                                            {0.0519, 0.047, 0.8462, 0.055}}};
  std::array<ByRating, 3> relearning_ratings{{{0.2157, 0.0643, 0.6595, 0.0604},
                                              {0.05, 0.4638, 0.4475, 0.0387},
                                              {0.1057, 0.1434, 0.7266, 0.0244}}};
};

constexpr std::size_t index_of(Rating rating) { return static_cast<std::size_t>(rating) - 1; }

}  // namespace lianxi
