#pragma once

// What every scheduling algorithm offers: all four outcomes at once, so that the prompt can show
// each interval and answering picks one.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/rating.h"
#include "base/time.h"
#include "schedule/event.h"

namespace lianxi {

/// SM-2's grade: what the learner gave, held to 0..5, else again 2, hard 3, good 4, easy 5.
/// Below 3 the card was forgotten; below 4 SM-2 lets it come round again the same day.
constexpr int quality_of(Rating rating, std::optional<int> given = {}) {
  return std::clamp(given.value_or(static_cast<int>(rating) + 1), 0, 5);
}

/// What one rating would do to the card.
struct Outcome {
  Sm2State sm2;
  std::optional<MemoryState> memory = {};  ///< of schedulers that keep one
  Days interval{0};                        ///< scheduled, after the maximum interval and fuzz
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

struct Outcomes {
  std::array<Outcome, 4> by_rating;
  const Outcome& operator[](Rating r) const { return by_rating[static_cast<std::size_t>(r) - 1]; }
};

/// In what schedulers differ besides their arithmetic.
struct SchedulerTraits {
  std::string_view name;           ///< that reviews carry: "sm2"
  int repeats_below = 3;           ///< answers of a lower quality come round again the same day
  bool same_day_counts = false;    ///< later answers of a day change the schedule, too
  bool goes_on_from_plan = false;  ///< the next interval grows from the one that was planned, after
                                   ///< fuzz and limits, not from what the arithmetic alone gives
  bool keeps_memory = false;       ///< stability and difficulty
};

/// Whether nothing is known of the card: it has neither an interval nor a memory.
inline bool is_unseen(const CardState& card) { return card.sm2.interval < 1 && !card.memory; }
/// Days since its last answer: what the caller says, or the interval where nobody knows the day.
inline Days days_since(const CardState& card, Days elapsed) {
  return card.last ? elapsed : Days{std::min<std::int64_t>(card.sm2.interval, 36500)};
}

/// A scheduling algorithm. Pure: the same arguments give the same outcomes.
class Scheduler {
 public:
  virtual ~Scheduler() = default;
  /// `elapsed`: whole study days since the last review. `fuzz`: in [0, 1), 0.5 is the middle.
  virtual Outcomes preview(const CardState& card, Days elapsed, double fuzz) const;
  /// One outcome; `quality` 0-5 where the learner gave one, else it follows from the rating.
  virtual Outcome answer(const CardState& card, Rating rating, std::optional<int> quality,
                         Days elapsed, double fuzz) const = 0;
  /// What it makes of a card whose state comes from elsewhere, without the answers that led to it.
  /// Nothing where it keeps no memory, and of a card that has no interval yet.
  virtual std::optional<MemoryState> memory_of(const Sm2State&) const { return std::nullopt; }
  /// How likely the card is recalled now. Nothing where it keeps no memory, and of a card of which
  /// nothing is known.
  virtual std::optional<double> recall(const CardState&, Days /*elapsed*/) const {
    return std::nullopt;
  }
  /// Whether the interval after such an answer stays as it is, without fuzz or balancing.
  virtual bool is_exact(const CardState&, Rating, std::optional<int> /*quality*/,
                        Days /*elapsed*/) const {
    return false;
  }
  virtual const SchedulerTraits& traits() const = 0;

  std::string_view name() const { return traits().name; }
  /// Whether a card that was answered so comes round again the same day.
  bool repeats(Rating rating, std::optional<int> quality) const {
    return quality_of(rating, quality) < traits().repeats_below;
  }
};

}  // namespace lianxi
