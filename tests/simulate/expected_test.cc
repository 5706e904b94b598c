#include "simulate/expected.h"

#include <doctest/doctest.h>

#include <vector>

namespace lianxi {
namespace {

SimulationConfig unlimited() {
  SimulationConfig config;
  config.deck_size = 3650;
  config.new_limit = 10;
  config.seconds_limit = kNoSecondsLimit;
  return config;
}

SimulationSummary sums(const std::vector<ExpectedDay>& days) {
  SimulationSummary sum;
  for (const ExpectedDay& day : days) {
    sum.memorized_average += day.memorized / static_cast<double>(days.size());
    sum.reviews += day.reviews;
    sum.learned += day.learned;
    sum.seconds += day.seconds;
  }
  sum.memorized_at_end = days.empty() ? 0 : days.back().memorized;
  return sum;
}

// The means of the carried bands, simulation_bands.csv, deck3650_10new_nocap.
TEST_CASE("What is expected is what simulations come to") {
  const struct {
    double retention, memorized_at_end, memorized_average, seconds, reviews;
  } rows[] = {{0.70, 2996.9, 1513.8, 403187, 12759.0},
              {0.80, 3263.3, 1640.6, 485724, 18824.3},
              {0.90, 3471.6, 1743.0, 639961, 31239.6},
              {0.97, 3600.0, 1805.9, 1201857, 74668.7}};
  for (const auto& row : rows) {
    CAPTURE(row.retention);
    const SimulationSummary found = sums(expected_days(unlimited(), row.retention));
    CHECK(found.memorized_at_end == doctest::Approx(row.memorized_at_end).epsilon(0.02));
    CHECK(found.memorized_average == doctest::Approx(row.memorized_average).epsilon(0.02));
    CHECK(found.seconds == doctest::Approx(row.seconds).epsilon(0.05));
    CHECK(found.reviews == doctest::Approx(row.reviews).epsilon(0.05));
    CHECK(found.learned == 3650);
  }
}

TEST_CASE("Existing cards are expected to go as they are simulated to") {
  SimulationConfig config = unlimited();
  config.days = 60;
  config.deck_size = 0;
  const std::vector<SimulatedCard> existing = {
      {{20, 5}, -10, 100}, {{50, 5}, -80, -5}, {{40, 3}, -4, 12}, {{3, 8}, -2, 1}};
  const auto expected = expected_days(config, 0.9, existing);
  const Simulator simulator(config);
  std::vector<ExpectedDay> mean(60);
  constexpr int kRuns = 2000;
  for (std::uint64_t seed = 0; seed < kRuns; ++seed) {
    const auto days = simulator.run(Fsrs6Schedule{0.9}, seed, existing);
    for (std::size_t i = 0; i < days.size(); ++i) {
      mean[i].memorized += days[i].memorized / kRuns;
      mean[i].reviews += static_cast<double>(days[i].reviews) / kRuns;
      mean[i].seconds += days[i].seconds / kRuns;
    }
  }
  CHECK(expected[0].reviews == doctest::Approx(1));
  CHECK(expected[0].memorized == doctest::Approx(mean[0].memorized).epsilon(0.001));
  CHECK(expected[0].seconds == doctest::Approx(mean[0].seconds).epsilon(0.05));
  CHECK(sums(expected).reviews == doctest::Approx(sums(mean).reviews).epsilon(0.05));
  CHECK(sums(expected).seconds == doctest::Approx(sums(mean).seconds).epsilon(0.05));
  CHECK(sums(expected).memorized_average ==
        doctest::Approx(sums(mean).memorized_average).epsilon(0.01));
}

TEST_CASE("No days and no cards") {
  SimulationConfig config = unlimited();
  config.days = 0;
  CHECK(expected_days(config, 0.9).empty());
  config.days = 20;
  config.deck_size = 0;
  const SimulationSummary none = sums(expected_days(config, 0.9));
  CHECK(none.seconds == 0);
  CHECK(none.memorized_at_end == 0);
  config.deck_size = 1;
  const auto one = expected_days(config, 0.9);
  CHECK(one[0].learned == 1);
  CHECK(one[0].memorized == doctest::Approx(1));
  CHECK(one[1].learned == 0);
}

}  // namespace
}  // namespace lianxi
