#include "session/forecast.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "session/forecast_report.h"
#include "session/simulate_report.h"
#include "support/simulated_learner.h"

namespace lianxi::test {
namespace {

/// A collection after so many days of study under a scheduler, and settings whose memory is the
/// learner's own. It has more words than begin in the days that the tests look at.
struct Studied {
  Studied(unsigned seed, int days, const char* scheduler) : learner(db, clock, seed) {
    store::store_setting(db, "new-cards", "5");
    store::store_setting(db, "scheduler", scheduler);
    save_words(db, 0, 250);
    for (int day = 0; day < days; ++day, learner.next_day()) learner.study_day();
    settings = store::load_settings(db);
    settings.fsrs.parameters[2] *= 1.25;
  }
  StudyDay today() const { return learner.study_day_now(); }
  double forecast_minutes() {
    double minutes = 0;
    const auto report = forecast_report(db, settings, today(), {}, {kDaysAhead, {}});
    for (const LoadDay& day : report.days) minutes += day.minutes / kDaysAhead;
    return minutes;
  }
  SimulateReport simulated() {
    SimulateOptions options;
    options.days = kDaysAhead;
    options.runs = 4;
    return simulate_report(db, settings, today(), given_answers(db), options);
  }

  TestClock clock{"2026-03-02T06:00+08:00"};
  Db db = store::memory_collection(clock.now());
  SimulatedLearner learner;
  store::Settings settings;
};

/// The minutes that `simulate` gives for FSRS at the retention that is set.
double minutes_as_set(const SimulateReport& report) {
  for (const WorkloadPoint& point : report.curve) {
    if (std::abs(point.at - report.retention) < 1e-6) return point.minutes_a_day.mean;
  }
  return 0;
}

}  // namespace

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

TEST_CASE("simulate and forecast tell the same minutes, whichever scheduler is in force") {
  for (const char* scheduler : {"sm2", "fsrs"}) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
      Studied studied(seed, 60, scheduler);
      const SimulateReport report = studied.simulated();
      const double simulated = std::string_view(scheduler) == "sm2" ? report.sm2.minutes_a_day.mean
                                                                    : minutes_as_set(report);
      const double told = studied.forecast_minutes();
      MESSAGE(std::string(scheduler)
              << " " << seed << ": " << simulated << " simulated, " << told << " told");
      CHECK(told == doctest::Approx(simulated).epsilon(0.08));  // 0.06 at most was measured
    }
  }
}

TEST_CASE("answers are drawn from the learner's memory under FSRS, under SM-2 where it is fitted") {
  Studied studied(1, 12, "sm2");
  const auto input = [&](const store::Settings& settings) {
    return forecast_input(studied.db, settings, studied.today());
  };
  const ForecastInput fitted = input(studied.settings);
  REQUIRE(fitted.memory);
  CHECK(fitted.measured());
  CHECK(fitted.memory->parameters == studied.settings.fsrs.parameters);
  int begun = 0;
  for (const CourseCard& card : fitted.cards) {
    begun += card.state.last ? 1 : 0;
    CHECK(card.memory.has_value() == card.state.last.has_value());
  }
  CHECK(begun > 40);
  CHECK_FALSE(input(store::load_settings(studied.db)).memory);

  Studied other(1, 12, "fsrs");
  const ForecastInput kept =
      forecast_input(other.db, store::load_settings(other.db), other.today());
  REQUIRE(kept.memory);
  for (const CourseCard& card : kept.cards) CHECK(card.memory == card.state.memory);
  Studied fresh(1, 0, "fsrs");
  CHECK_FALSE(forecast_input(fresh.db, fresh.settings, fresh.today()).measured());
}

}  // namespace lianxi::test
