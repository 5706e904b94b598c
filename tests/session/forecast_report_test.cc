#include "session/forecast_report.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "session/catchup.h"
#include "support/simulated_learner.h"

namespace lianxi::test {
namespace {

/// A learner of so many days.
struct Learner {
  explicit Learner(int days, unsigned seed = 1) : learner(db, clock, seed) {
    store::store_setting(db, "new-cards", "8");
    save_words(db, 0, 150);
    for (int day = 0; day < days; ++day, learner.next_day()) learner.study_day();
  }

  StudyDay today() const { return learner.study_day_now(); }
  store::Settings settings() { return store::load_settings(db); }
  ForecastReport report(const ForecastSpan& span, const store::Selection& selection = {}) {
    return forecast_report(db, settings(), today(), selection, span);
  }
  /// The break after so many days, of so many days.
  StudyBreak days(int from, int count) const {
    return {today() + Days{from}, today() + Days{from + count - 1}};
  }

  TestClock clock{"2026-03-02T06:00+08:00"};
  Db db = store::memory_collection(clock.now());
  SimulatedLearner learner;
};

/// Answers the first of today's cards, below good: some count against the limits, some are drills.
void answer_some(Learner& learner, std::size_t count) {
  const auto queue = days_queue(learner.db, learner.settings(), learner.today(), {});
  for (std::size_t i = 0; i < std::min(count, queue.size()); ++i) {
    const auto card = store::card_row(learner.db, queue[i].card).value();
    ReviewAct review;
    review.scheduler = "sm2";
    review.previous = card.state.latest_review;
    review.rating = i % 2 == 0 ? Rating::hard : Rating::good;
    record(learner.db, {learner.clock.now(), kRollover}, card.card.key, review);
  }
}

store::Selection kind_selection(CardKind kind) {
  return {{store::Query::Op::term, {}, store::KindTerm{kind}}};
}

}  // namespace

TEST_CASE("the first day holds what due counts") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Learner learner(12 + static_cast<int>(seed), seed);
    const auto same = [&](const char* when, const store::Selection& selection) {
      CAPTURE(seed);
      CAPTURE(when);
      const DayCounts due = count_day(learner.db, learner.settings(), learner.today(), selection);
      const LoadDay first = learner.report({1}, selection).days.at(0);
      CHECK(first.day == learner.today());
      CHECK(first.reviews == due.due);
      CHECK(first.new_cards == due.fresh);
    };
    same("in the morning", {});
    same("of one kind", kind_selection(CardKind::reading));
    answer_some(learner, 7);
    same("after some answers", {});
    same("of one kind, after some answers", kind_selection(CardKind::meaning));
    store::store_setting(learner.db, "reviews", "9");
    same("with a review limit", {});
    learner.clock.advance(std::chrono::hours{24 * 20});
    same("after a break", {});
    store::store_setting(learner.db, "reviews", std::nullopt);
    same("after a break, without a limit", {});
  }
}

TEST_CASE("a day is the mean of the forecasts of single ones") {
  Learner learner(15);
  const ForecastReport report = learner.report({20});
  const ForecastInput input = forecast_input(learner.db, learner.settings(), learner.today());
  const auto scheduler = learner.settings().scheduler();
  std::vector<std::vector<ForecastDay>> runs;
  for (std::uint64_t seed = 1; seed <= kForecasts; ++seed) {
    runs.push_back(
        forecast(input, forecast_rules(learner.settings(), *scheduler), learner.today(), 20, seed)
            .days);
  }
  REQUIRE(report.days.size() == 20);
  const auto rows = forecast_tables(report).at(0).rows;
  REQUIRE(rows.size() == 20);
  for (std::size_t i = 0; i < 20; ++i) {
    double reviews = 0, fresh = 0, drills = 0, minutes = 0;
    for (const auto& days : runs) {
      reviews += days[i].reviews / 4.0;
      fresh += days[i].new_cards / 4.0;
      drills += days[i].drills / 4.0;
      minutes += days[i].minutes / 4.0;
    }
    CHECK(rows[i][0] == Cell(to_string(learner.today() + Days{static_cast<int>(i)})));
    CHECK(rows[i][1] == Cell(reviews));
    CHECK(rows[i][2] == Cell(fresh));
    CHECK(rows[i][3] == Cell(drills));
    CHECK(std::get<double>(rows[i][4]) == doctest::Approx(minutes).epsilon(0.001));
  }
}

TEST_CASE("new cards a day are counted over the days since the first, at most thirty") {
  const auto begun = [](int days_of_study, int days_of_rest) {
    Learner learner(days_of_study);
    learner.clock.advance(std::chrono::hours{24 * days_of_rest});
    double introduced = 0;
    store::for_each_card(learner.db, [&](const store::CardRow& row) {
      const auto day = row.state.introduced;
      introduced += day && *day >= learner.today() - Days{30} && *day < learner.today() ? 1 : 0;
    });
    const double over = std::clamp(days_of_study + days_of_rest, 1, 30);
    CHECK(learner.report({1}).begun_a_day == doctest::Approx(introduced / over));
    return learner.report({1}).begun_a_day;
  };
  CHECK(begun(0, 0) == 0);
  CHECK(begun(5, 0) == doctest::Approx(8));
  CHECK(begun(10, 10) == doctest::Approx(4));
  CHECK(begun(5, 40) == 0);
}

TEST_CASE("until a break all is as without it, in it nothing, after it more") {
  Learner learner(30);
  const StudyBreak pause = learner.days(10, 14);
  const ForecastReport report = learner.report({90, pause});
  REQUIRE(report.cost.has_value());
  const auto& with = report.cost->days;
  REQUIRE(with.size() == 90);
  for (std::size_t i = 0; i < 24; ++i) {
    CAPTURE(i);
    CHECK(with[i].reviews == (i < 10 ? report.days[i].reviews : 0));
    CHECK(with[i].minutes == (i < 10 ? report.days[i].minutes : 0));
  }
  CHECK(report.cost->waiting == doctest::Approx(with[24].reviews).epsilon(0.02));
  CHECK(with[24].reviews > 3 * report.days[24].reviews);
  CHECK(peak_day(with, pause.last + Days{1}).day == with[24].day);

  // Level: the first week that takes hardly longer than the same week without the break.
  const StudyDay level = report.cost->level.value();
  const auto week = [&](const std::vector<LoadDay>& days, StudyDay day) {
    double sum = 0;
    for (const LoadDay& one : days)
      sum += one.day >= day && one.day < day + Days{7} ? one.minutes : 0;
    return sum / 7;
  };
  for (StudyDay day = pause.last + Days{1}; day <= level; day += Days{1}) {
    const double usual = week(report.days, day);
    CAPTURE(to_string(day));
    CHECK((week(with, day) <= std::max(1.05 * usual, usual + 0.5)) == (day == level));
  }
}

TEST_CASE("the plan after a break relieves its days and holds when it is carried out") {
  Learner learner(40);
  const StudyBreak pause = learner.days(0, 21);
  const ForecastReport report = learner.report({90, pause});
  const BreakPlan plan = report.cost->plan.value();
  const StudyDay after = pause.last + Days{1};
  CHECK(plan.days > 1);
  CHECK(plan.days < 60);
  CHECK(plan.peak_minutes < 0.7 * peak_day(report.cost->days, after).minutes);
  CHECK(plan.peak_minutes > plan.minutes * 0.7);

  // The break really passes; catchup then plans the same.
  learner.clock.advance(std::chrono::hours{24 * 21});
  REQUIRE(learner.today() == after);
  const Catchup catchup =
      plan_catchup(learner.db, learner.settings(), after, {}, std::chrono::minutes{plan.minutes});
  CHECK(catchup.waiting == report.cost->waiting);
  CHECK((catchup.level.value() - after).count() + 1 == plan.days);
}

TEST_CASE("a break in which nothing comes due costs nothing and needs no plan") {
  Learner learner(0);
  const ForecastReport report = learner.report({30, learner.days(0, 5)});
  CHECK(report.cost->waiting == 0);
  CHECK_FALSE(report.cost->plan.has_value());
  CHECK(report.cost->level == learner.today() + Days{5});
}

TEST_CASE("where a review limit admits too little there is no plan") {
  Learner learner(40);
  store::store_setting(learner.db, "reviews", "3");
  const ForecastReport report = learner.report({60, learner.days(1, 20)});
  CHECK(report.cost->waiting > 50);
  CHECK_FALSE(report.cost->plan.has_value());
}

}  // namespace lianxi::test
