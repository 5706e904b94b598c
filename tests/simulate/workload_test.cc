#include "simulate/workload.h"

#include <doctest/doctest.h>

#include <vector>

namespace lianxi {
namespace {

SimulationConfig half_a_year() {
  SimulationConfig config;
  config.deck_size = 900;
  config.days = 180;
  config.new_limit = 5;
  config.seconds_limit = kNoSecondsLimit;
  return config;
}

/// A made point of two runs, the second with a tenth more of all.
WorkloadPoint point(double at, double minutes, double memorized) {
  WorkloadPoint made;
  made.at = at;
  for (const double scale : {1.0, 1.1}) {
    SimulationSummary run;
    run.minutes_a_day = minutes * scale;
    run.memorized_average = memorized * scale;
    made.runs.push_back(run);
  }
  made.minutes_a_day.mean = 1.05 * minutes;
  made.memorized.mean = 1.05 * memorized;
  return made;
}

TEST_CASE("Equal knowledge is read off between the points") {
  using Where = EqualKnowledge::Where;
  const std::vector<WorkloadPoint> curve = {point(0.7, 10, 100), point(0.8, 12, 200),
                                            point(0.9, 20, 300)};
  const EqualKnowledge found = at_equal_knowledge(curve, point(0, 32, 250));
  CHECK(found.where == Where::within);
  CHECK(found.retention == doctest::Approx(0.85));
  CHECK(found.minutes_a_day == doctest::Approx(1.05 * 16));
  CHECK(found.time_ratio.mean == doctest::Approx(2));
  CHECK(found.time_ratio.of == 2);
  CHECK(found.clear());  // both runs say the same

  CHECK(at_equal_knowledge(curve, point(0, 10, 100)).retention == doctest::Approx(0.7));
  CHECK(!at_equal_knowledge(curve, point(0, 10, 100)).clear());
  CHECK(at_equal_knowledge(curve, point(0, 32, 99)).where == Where::knows_less);
  CHECK(at_equal_knowledge(curve, point(0, 32, 301)).where == Where::knows_more);
  CHECK(!at_equal_knowledge(curve, point(0, 32, 301)).clear());
  CHECK(at_equal_knowledge({}, point(0, 32, 301)).where == Where::knows_less);
}

TEST_CASE("Of two places with equal knowledge the cheaper one counts") {
  const std::vector<WorkloadPoint> curve = {point(0.7, 10, 100), point(0.8, 12, 200),
                                            point(0.9, 30, 100)};
  CHECK(at_equal_knowledge(curve, point(0, 22, 150)).retention == doctest::Approx(0.75));
  const std::vector<WorkloadPoint> falling = {point(0.7, 30, 100), point(0.8, 12, 200),
                                              point(0.9, 10, 100)};
  CHECK(at_equal_knowledge(falling, point(0, 22, 150)).retention == doctest::Approx(0.85));
}

TEST_CASE("A ratio that cannot be read off in every run is never clear") {
  const std::vector<WorkloadPoint> curve = {point(0.7, 10, 100), point(0.9, 20, 300)};
  WorkloadPoint other = point(0, 40, 200);
  other.runs[1].memorized_average = 1000;
  const EqualKnowledge found = at_equal_knowledge(curve, other);
  CHECK(found.time_ratio.of == 1);
  CHECK(!found.clear());
}

TEST_CASE("The curve of FSRS finds itself, SM-2 close by, and a wasteful schedule far off") {
  const Simulator simulator(half_a_year());
  const Runs runs{6, 1};
  const std::vector<double> retentions = {0.7, 0.75, 0.8, 0.84, 0.86, 0.88, 0.9, 0.93, 0.95, 0.97};
  const auto curve = workload_by_retention(simulator, retentions, runs);
  for (std::size_t i = 1; i < curve.size(); ++i) {
    CHECK(curve[i].memorized.mean > curve[i - 1].memorized.mean);
    CHECK(curve[i].minutes_a_day.mean > curve[i - 1].minutes_a_day.mean);
    CHECK(curve[i].memorized.interval.low < curve[i].memorized.mean);
  }
  const EqualKnowledge itself =
      at_equal_knowledge(curve, workload(simulator, Fsrs6Schedule{0.87}, runs));
  CHECK(itself.retention == doctest::Approx(0.87).epsilon(0.01));
  CHECK(itself.time_ratio.mean == doctest::Approx(1).epsilon(0.01));
  CHECK(!itself.clear());

  // What decides is the retention aimed for: at equal knowledge SM-2 takes hardly more or less.
  const WorkloadPoint sm2 = workload(simulator, Sm2Schedule{}, runs);
  CHECK(sm2.runs.size() == 6);
  CHECK(sm2.cards_per_minute.mean ==
        doctest::Approx(sm2.memorized.mean / sm2.minutes_a_day.mean).epsilon(0.01));
  const EqualKnowledge beside = at_equal_knowledge(curve, sm2);
  CHECK(beside.where == EqualKnowledge::Where::within);
  CHECK(beside.time_ratio.mean == doctest::Approx(1).epsilon(0.05));

  Sm2Schedule short_intervals;
  short_intervals.options.max_interval = Days{6};
  const EqualKnowledge wasteful =
      at_equal_knowledge(curve, workload(simulator, short_intervals, runs));
  CHECK(wasteful.where == EqualKnowledge::Where::within);
  CHECK(wasteful.time_ratio.mean > 1.1);
  CHECK(wasteful.clear());
}

TEST_CASE("More new cards a day take more time and are more to know") {
  const std::vector<int> new_cards = {0, 5, 10};
  const auto curve =
      workload_by_new_cards(half_a_year(), Fsrs6Schedule{0.9}, new_cards, Runs{2, 1});
  REQUIRE(curve.size() == 3);
  CHECK(curve[0].minutes_a_day.mean == 0);
  CHECK(curve[0].cards_per_minute.mean == 0);
  CHECK(curve[1].at == 5);
  CHECK(curve[2].minutes_a_day.mean > curve[1].minutes_a_day.mean);
  CHECK(curve[2].memorized.mean > curve[1].memorized.mean);
}

}  // namespace
}  // namespace lianxi
