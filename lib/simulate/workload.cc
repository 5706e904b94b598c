#include "simulate/workload.h"

#include <algorithm>
#include <cmath>

namespace lianxi {
namespace {

double minutes_of(const SimulationSummary& run) { return run.minutes_a_day; }
double memorized_of(const SimulationSummary& run) { return run.memorized_average; }

template <class Value>
MeanOf mean_of(const std::vector<SimulationSummary>& runs, Value value) {
  std::vector<double> values;
  for (const SimulationSummary& run : runs) values.push_back(value(run));
  return mean_95(values);
}

/// A point of a curve as at_equal_knowledge() reads it.
struct Knot {
  double retention, minutes, memorized;
};

/// The cheapest place where the line through the knots has `wanted` cards memorized.
std::optional<Knot> cheapest_crossing(const std::vector<Knot>& knots, double wanted) {
  std::optional<Knot> found;
  for (std::size_t i = 0; i < knots.size(); ++i) {
    const Knot& from = knots[i];
    const Knot& to = knots[std::min(i + 1, knots.size() - 1)];
    const auto [low, high] = std::minmax(from.memorized, to.memorized);
    if (wanted < low || wanted > high) continue;
    const double along =
        high > low ? (wanted - from.memorized) / (to.memorized - from.memorized) : 0;
    const Knot at{std::lerp(from.retention, to.retention, along),
                  std::lerp(from.minutes, to.minutes, along), wanted};
    if (!found || at.minutes < found->minutes) found = at;
  }
  return found;
}

/// The knots of one run.
std::vector<Knot> knots_of(std::span<const WorkloadPoint> curve, std::size_t run) {
  std::vector<Knot> knots;
  for (const WorkloadPoint& point : curve) {
    if (run >= point.runs.size()) return {};
    knots.push_back({point.at, minutes_of(point.runs[run]), memorized_of(point.runs[run])});
  }
  return knots;
}

MeanOf time_ratio(std::span<const WorkloadPoint> curve, const WorkloadPoint& other) {
  std::vector<double> ratios;
  for (std::size_t run = 0; run < other.runs.size(); ++run) {
    const auto at = cheapest_crossing(knots_of(curve, run), memorized_of(other.runs[run]));
    if (at && at->minutes > 0) ratios.push_back(minutes_of(other.runs[run]) / at->minutes);
  }
  return mean_95(ratios);
}

}  // namespace

WorkloadPoint workload(const Simulator& simulator, const Schedule& schedule, const Runs& runs,
                       std::span<const SimulatedCard> existing) {
  WorkloadPoint point;
  for (int i = 0; i < runs.count; ++i) {
    const std::uint64_t seed = runs.first_seed + static_cast<std::uint64_t>(i);
    point.runs.push_back(summary(simulator.run(schedule, seed, existing)));
  }
  const double days = std::max(simulator.config().days, 1);
  point.minutes_a_day = mean_of(point.runs, minutes_of);
  point.memorized = mean_of(point.runs, memorized_of);
  point.memorized_at_end =
      mean_of(point.runs, [](const SimulationSummary& run) { return run.memorized_at_end; });
  point.reviews_a_day =
      mean_of(point.runs, [days](const SimulationSummary& run) { return run.reviews / days; });
  point.cards_per_minute = mean_of(point.runs, [](const SimulationSummary& run) {
    return run.minutes_a_day > 0 ? run.memorized_average / run.minutes_a_day : 0;
  });
  return point;
}

std::vector<WorkloadPoint> workload_by_retention(const Simulator& simulator,
                                                 std::span<const double> retentions,
                                                 const Runs& runs,
                                                 const std::optional<Fsrs6Parameters>& believed,
                                                 std::span<const SimulatedCard> existing) {
  std::vector<WorkloadPoint> curve;
  for (const double retention : retentions) {
    curve.push_back(workload(simulator, Fsrs6Schedule{retention, believed}, runs, existing));
    curve.back().at = retention;
  }
  return curve;
}

std::vector<WorkloadPoint> workload_by_new_cards(const SimulationConfig& config,
                                                 const Schedule& schedule,
                                                 std::span<const int> new_cards, const Runs& runs,
                                                 std::span<const SimulatedCard> existing) {
  std::vector<WorkloadPoint> curve;
  for (const int a_day : new_cards) {
    SimulationConfig with = config;
    with.new_limit = a_day;
    curve.push_back(workload(Simulator(with), schedule, runs, existing));
    curve.back().at = a_day;
  }
  return curve;
}

bool EqualKnowledge::clear() const {
  return where == Where::within && runs >= 2 && time_ratio.of == runs &&
         (time_ratio.interval.low > 1 || time_ratio.interval.high < 1);
}

EqualKnowledge at_equal_knowledge(std::span<const WorkloadPoint> curve,
                                  const WorkloadPoint& other) {
  std::vector<Knot> knots;
  for (const WorkloadPoint& point : curve) {
    knots.push_back({point.at, point.minutes_a_day.mean, point.memorized.mean});
  }
  EqualKnowledge result;
  result.runs = other.runs.size();
  const double wanted = other.memorized.mean;
  if (const auto at = cheapest_crossing(knots, wanted)) {
    result.retention = at->retention;
    result.minutes_a_day = at->minutes;
    result.time_ratio = time_ratio(curve, other);
    return result;
  }
  const bool less = knots.empty() || wanted < knots.front().memorized;
  result.where = less ? EqualKnowledge::Where::knows_less : EqualKnowledge::Where::knows_more;
  return result;
}

}  // namespace lianxi
