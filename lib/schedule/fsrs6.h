#pragma once

// FSRS-6: a model of memory with two values a card. Stability S is the number of days after which
// it is recalled nine times in ten; difficulty D, 1 to 10, says how hard it is to make S grow. All
// else follows from them by 21 parameters, which `optimize` fits to the learner's own answers.
//
// Implementations disagree in small things; ours: double precision with no rounding on the way; a
// same-day answer of hard or better never lowers S; S in [0.001, 36500]; D0(easy), the mean that
// difficulty returns to, is not held within 1 to 10; what S becomes reads D from before the answer.
// Source: FSRS-6 as in fsrs-rs 6.6 (June 2026), Open Spaced Repetition.

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "base/rating.h"
#include "base/time.h"
#include "schedule/event.h"

namespace lianxi {

inline constexpr std::size_t kFsrs6Count = 21;
using Fsrs6Parameters = std::array<double, kFsrs6Count>;

/// Within what a parameter stays, and how far it commonly lies from its default (the standard
/// deviation that fitting is held back by).
struct Fsrs6Range {
  double initial, least, most, deviation;
};
inline constexpr std::array<Fsrs6Range, kFsrs6Count> kFsrs6Ranges = {{
    {0.212, 0.001, 100, 6.43},   // 0-3: initial stability by rating
    {1.2931, 0.001, 100, 9.66},  //
    {2.3065, 0.001, 100, 17.58},
    {8.2956, 0.001, 100, 27.85},
    {6.4133, 1, 10, 0.57},  // 4-7: difficulty: initial, by rating, step, return to the mean
    {0.8334, 0.001, 4, 0.28},
    {3.0194, 0.001, 4, 0.6},
    {0.001, 0.001, 0.75, 0.12},
    {1.8722, 0, 4.5, 0.39},  // 8-10: recalled: factor, power of S, effect of R
    {0.1666, 0, 0.8, 0.18},
    {0.796, 0.001, 3.5, 0.33},
    {1.4835, 0.001, 5, 0.3},  // 11-14: forgotten: factor, power of D, power of S, effect of R
    {0.0614, 0.001, 0.25, 0.09},
    {0.2629, 0.001, 0.9, 0.16},
    {1.6483, 0, 4, 0.57},
    {0.6014, 0, 1, 0.25},  // 15, 16: hard, easy
    {1.8729, 1, 6, 1.03},
    {0.5425, 0, 2, 0.31},  // 17-19: the same day: factor, effect of the rating, power of S
    {0.0912, 0, 2, 0.32},
    {0.0658, 0, 0.8, 0.14},
    {0.1542, 0.1, 0.8, 0.27},  // 20: decay
}};

/// The parameters of a learner of whom nothing is known.
inline constexpr Fsrs6Parameters kFsrs6Defaults = [] {
  Fsrs6Parameters w{};
  for (std::size_t i = 0; i < w.size(); ++i) w[i] = kFsrs6Ranges[i].initial;
  return w;
}();

/// A set of 17 (FSRS-4.5), 19 (FSRS-5) or 21 values as one of 21, not yet within the ranges;
/// nothing for another number of values or one that is not finite.
std::optional<Fsrs6Parameters> fsrs6_parameters(std::span<const double> values);

/// Each brought into its range.
Fsrs6Parameters within_ranges(Fsrs6Parameters w);

inline constexpr double kMinStability = 0.001, kMaxStability = 36500;  ///< days
inline constexpr double kMinDifficulty = 1, kMaxDifficulty = 10;

/// The arithmetic of one set of parameters. `t`: whole study days since the last review, 0 for the
/// same day.
class Fsrs6Model {
 public:
  explicit Fsrs6Model(const Fsrs6Parameters& w = kFsrs6Defaults);

  /// The probability of recall after `t` days, in (0, 1].
  double retrievability(double t, double stability) const;
  /// After how many days the probability of recall has fallen to `retention`, not rounded.
  double interval(double stability, double retention) const;
  /// After the first answer to a card.
  MemoryState first(Rating rating) const;
  /// After a later one.
  MemoryState next(const MemoryState& before, double t, Rating rating) const;
  /// Of a card that has a schedule of SM-2 and no history: an easiness (2.5), an interval in days,
  /// and the share of answers that was recalled then. S is not held within its range.
  MemoryState from_sm2(double ease, double interval, double retention = 0.9) const;

  const Fsrs6Parameters& parameters() const { return w_; }

 private:
  double next_difficulty(double difficulty, Rating rating) const;
  double stability_same_day(double stability, Rating rating) const;
  double stability_forgotten(const MemoryState& before, double r) const;
  double stability_recalled(const MemoryState& before, double r, Rating rating) const;

  Fsrs6Parameters w_;
  double decay_, factor_;        // of the forgetting curve
  double recalled_, forgotten_;  // exp(w8); what a lapse leaves at most, as a divisor of S
  double mean_difficulty_;       // D0(easy)
};

/// A raw interval as whole days: rounded half away from zero, in [1, most].
Days whole_days(double interval, Days most);

/// The intervals of hard, good and easy, rounded, made to differ: hard no longer than good, good
/// longer than hard, easy longer than good. None exceeds `most`.
std::array<Days, 3> ordered_intervals(double hard, double good, double easy, Days most);

}  // namespace lianxi
