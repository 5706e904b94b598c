#include "session/forecast.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "support/simulated_learner.h"

namespace lianxi::test {

TEST_CASE("a learner with another memory than the forecast's needs the minutes it told") {
  double error = 0;
  constexpr unsigned kLearners = 4;
  for (unsigned seed = 1; seed <= kLearners; ++seed) {
    TestClock clock("2026-03-02T06:00+08:00");
    Db db = store::memory_collection(clock.now());
    store::store_setting(db, "new-cards", "6");
    save_words(db, 0, 50);
    SimulatedLearner learner(db, clock, seed);
    for (int day = 0; day < 12; ++day, learner.next_day()) learner.study_day();
    const ForecastInput input =
        forecast_input(db, store::load_settings(db), learner.study_day_now());
    REQUIRE(input.figures.measured);
    const Load load = forecast_load(input, store::load_settings(db), learner.study_day_now(), 6);
    const double told = std::accumulate(load.minutes.begin(), load.minutes.begin() + 30, 0.0);
    double spent = 0;
    for (int day = 0; day < 30; ++day, learner.next_day()) spent += learner.study_day();
    MESSAGE("seed " << seed << ": " << told << " minutes were told, " << spent << " were spent");
    error += std::abs(spent - told) / told / kLearners;
  }
  CHECK(error < 0.15);
}

}  // namespace lianxi::test
