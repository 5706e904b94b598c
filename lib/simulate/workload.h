#pragma once

// What schedules cost: curves over the desired retention and over new cards a day, and SM-2 beside
// FSRS.
//
// Schedules are compared at equal knowledge: the minutes that FSRS takes where it has as many cards
// memorized as SM-2 has, averaged over all days, since what counts at the end alone can be had by
// cramming. Every point is the mean of several runs, the same seeds at each, so that points differ
// by what they mean and not by luck; the ratio is taken run by run, which gives its interval.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "simulate/simulator.h"
#include "stats/mean.h"

namespace lianxi {

/// How often, and from which seed on.
struct Runs {
  int count = 16;
  std::uint64_t first_seed = 1;
};

/// One point of a curve.
struct WorkloadPoint {
  double at = 0;            ///< the retention, or the new cards a day
  MeanOf minutes_a_day;     ///< over all days
  MeanOf memorized;         ///< cards, averaged over all days
  MeanOf memorized_at_end;  ///< cards
  MeanOf reviews_a_day;     ///< new cards left out
  MeanOf cards_per_minute;  ///< memorized (average) for a minute a day
  std::vector<SimulationSummary> runs;
};

/// One schedule; `at` is 0.
WorkloadPoint workload(const Simulator& simulator, const Schedule& schedule, const Runs& runs,
                       std::span<const SimulatedCard> existing = {});
/// FSRS-6 at each retention. `believed`: as in Fsrs6Schedule.
std::vector<WorkloadPoint> workload_by_retention(
    const Simulator& simulator, std::span<const double> retentions, const Runs& runs,
    const std::optional<Fsrs6Parameters>& believed = {},
    std::span<const SimulatedCard> existing = {});
/// One schedule with each number of new cards a day in place of the configuration's.
std::vector<WorkloadPoint> workload_by_new_cards(const SimulationConfig& config,
                                                 const Schedule& schedule,
                                                 std::span<const int> new_cards, const Runs& runs,
                                                 std::span<const SimulatedCard> existing = {});

/// SM-2 (or another schedule) beside the curve of FSRS.
struct EqualKnowledge {
  enum class Where {
    within,      ///< of the curve: the figures below hold
    knows_less,  ///< than FSRS at every point
    knows_more,  ///< than FSRS at every point
  };
  Where where = Where::within;
  double retention = 0;      ///< where FSRS has as many memorized, by interpolation
  double minutes_a_day = 0;  ///< of FSRS there
  /// The other's minutes for one of FSRS. Its interval is of the runs in which it can be read off;
  /// `of` says how many those are. Above 1: FSRS takes less time for the same.
  MeanOf time_ratio;
  std::size_t runs = 0;  ///< in all
  /// Whether the runs say which takes less time, with 95 % confidence; only if it can be read off
  /// in every one of them.
  bool clear() const;
};
/// `curve` and `other` are of the same seeds and configuration, the curve by ascending retention in
/// steps of 0.02 or less: between its points is a line, which lies above the true curve (by half a
/// per cent of the minutes for a step of 0.05). Where the curve has as many memorized more than
/// once, as it may under a limit, the point that takes least time counts. Where a limit of seconds
/// is used up by both, time is equal anyway: compare what they know instead.
EqualKnowledge at_equal_knowledge(std::span<const WorkloadPoint> curve, const WorkloadPoint& other);

}  // namespace lianxi
