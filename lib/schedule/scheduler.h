#pragma once

// What every scheduling algorithm offers: all four outcomes at once, so that the prompt can show
// each interval and answering picks one.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/rating.h"
#include "base/time.h"
#include "schedule/event.h"

namespace lianxi {

/// SM-2's grade: what the learner gave, held to 0..5, else again 2, hard 3, good 4, easy 5.
/// Below 3 the card was forgotten; below 4 it comes round again the same day.
constexpr int quality_of(Rating rating, std::optional<int> given = {}) {
  return std::clamp(given.value_or(static_cast<int>(rating) + 1), 0, 5);
}

/// What one rating would do to the card.
struct Outcome {
  Sm2State sm2;
  Days interval{0};  ///< scheduled, after the maximum interval
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

struct Outcomes {
  std::array<Outcome, 4> by_rating;
  const Outcome& operator[](Rating r) const { return by_rating[static_cast<std::size_t>(r) - 1]; }
};

/// A scheduling algorithm. Pure: the same arguments give the same outcomes.
class Scheduler {
 public:
  virtual ~Scheduler() = default;
  /// `elapsed`: whole study days since the last review. `fuzz`: in [0, 1), 0.5 is the middle.
  virtual Outcomes preview(const CardState& card, Days elapsed, double fuzz) const = 0;
  /// One outcome; `quality` 0-5 where the learner gave one, else it follows from the rating.
  virtual Outcome answer(const CardState& card, Rating rating, std::optional<int> quality,
                         Days elapsed, double fuzz) const = 0;
  /// The name that reviews carry: "sm2".
  virtual std::string_view name() const = 0;
};

}  // namespace lianxi
