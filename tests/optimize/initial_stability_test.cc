#include "optimize/initial_stability.h"

#include <doctest/doctest.h>

#include "support/carried_log.h"

namespace lianxi {
namespace {

TEST_CASE("Initial stabilities agree with the carried figures") {
  const auto sets = carried_json("s0_init.json");
  REQUIRE(sets.size() == 13);
  for (const auto& set : sets) {
    CAPTURE(set["s0_raw"].dump());
    std::vector<FirstInterval> intervals;
    for (const auto& group : set["groups"]) {
      intervals.push_back(
          {group["first_rating"], group["delta_t"], group["count"], group["passed"]});
    }
    const double recall = set["average_recall"];
    const auto raw = initial_stability_by_rating(intervals, recall);
    const auto all = initial_stabilities(intervals, recall);
    for (std::size_t i = 0; i < 4; ++i) {
      CAPTURE(i);
      const auto wanted = set["s0_raw"].find(std::to_string(i + 1));
      REQUIRE(raw[i].has_value() == (wanted != set["s0_raw"].end()));
      if (raw[i]) CHECK(about(*raw[i], wanted->get<double>(), 1e-6));
      CHECK(about(all[i], set["s0_final"][i].get<double>(), 1e-6));
    }
  }
}

TEST_CASE("Initial stabilities of the carried log agree with what is known") {
  const auto expected = carried_json("optimizer_small_expected.json");
  const Histories made = histories(carried_log(), Outliers::dropped);
  const auto all =
      initial_stabilities(made.first_intervals, double{made.recalled * 1.0} / made.items);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(about(all[i], expected["s0_smoothed"][i].get<double>(), 1e-6));
  }
}

TEST_CASE("A better first rating never has a lower stability") {
  const std::vector<FirstInterval> few = {{1, 1, 10, 5}, {2, 1, 30, 15}, {3, 1, 20, 10}};
  CHECK(ascending({3, 2, 4, 5}, few) == InitialStabilities{2, 2, 4, 5});  // more cards had hard
  CHECK(ascending({1, 6, 4, 5}, few) == InitialStabilities{1, 6, 6, 6});
  CHECK(ascending({1, 2, 3, 4}, few) == InitialStabilities{1, 2, 3, 4});
  CHECK(ascending({4, 3, 2, 1}, {}) == InitialStabilities{1, 1, 1, 1});
}

TEST_CASE("Without data the initial stabilities are the defaults") {
  CHECK(initial_stabilities({}, 0.9) == InitialStabilities{0.212, 1.2931, 2.3065, 8.2956});
}

TEST_CASE("Initial stabilities stay in their range whatever was recalled") {
  for (const bool recalled : {false, true}) {
    for (const std::int32_t days : {1, 36500, 2147483647}) {
      for (std::uint8_t rating = 1; rating <= 4; ++rating) {
        const std::vector<FirstInterval> one = {{rating, days, 5000, recalled ? 5000u : 0u}};
        double before = 0.001;
        for (const double s : initial_stabilities(one, recalled ? 1 : 0)) {
          CHECK(s >= before);
          CHECK(s <= 100);
          before = s;
        }
      }
    }
  }
}

}  // namespace
}  // namespace lianxi
