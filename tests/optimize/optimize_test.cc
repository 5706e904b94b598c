#include "optimize/optimize.h"

#include <doctest/doctest.h>

#include <cmath>

#include "bench/made_learner.h"
#include "optimize/descend.h"
#include "optimize/exact_loss.h"
#include "optimize/initial_stability.h"
#include "support/carried_log.h"

namespace lianxi {
namespace {

double objective(const Histories& log, const Fsrs6Parameters& w) {
  Penalty penalty;
  const auto initial =
      initial_stabilities(log.first_intervals, static_cast<double>(log.recalled) / log.items);
  std::copy(initial.begin(), initial.end(), penalty.center.begin());
  return exact_loss(log, w, nullptr) + penalty(w, nullptr);
}

void check_in_range(const Fsrs6Parameters& w) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    CAPTURE(i);
    CHECK(std::isfinite(w[i]));
    CHECK(w[i] >= least_fitted(i));
    CHECK(w[i] <= kFsrs6Ranges[i].most);
    CHECK(std::abs(w[i] * 1e4 - std::round(w[i] * 1e4)) < 1e-6);
  }
  for (std::size_t i = 1; i < 4; ++i) CHECK(w[i] >= w[i - 1]);
}

TEST_CASE("The fit of the carried log reaches the least F that is known") {
  const auto expected = carried_json("optimizer_small_expected.json");
  const auto log = carried_log();
  const Fit fit = fit_parameters(log);
  CHECK(fit.outcome == FitOutcome::fitted);
  CHECK(fit.items == 2669);
  check_in_range(fit.parameters);
  const double best = expected["objective_at"]["best_known"];
  const double reached = objective(histories(log, Outliers::dropped), fit.parameters);
  CHECK(reached <= best + 0.05);
  CHECK(about(fit.objective_after, reached, 1e-6));
  CHECK(about(fit.objective_before, expected["objective_at"]["default"].get<double>(), 1e-6));
  const auto& metrics = expected["metrics_at"];
  const char* const kWeighted = "train_items_recency_weighted";
  CHECK(about(fit.loss_before, metrics["default"][kWeighted]["log_loss"].get<double>(), 1e-6));
  CHECK(about(fit.loss_after, metrics["best_known"][kWeighted]["log_loss"].get<double>(), 2e-3));
  CHECK(fit.loss_after < fit.loss_before);
}

TEST_CASE("The number of threads changes nothing, to the last bit") {
  const auto log = MadeLearner(3).log(350000);  // enough for two
  OptimizeOptions options;
  const Fit one = fit_parameters(log, options);
  CHECK(one.outcome == FitOutcome::fitted);
  for (const int threads : {2, 3}) {
    options.threads = threads;
    const Fit more = fit_parameters(log, options);
    CHECK(more.parameters == one.parameters);
    CHECK(more.objective_after == one.objective_after);
    CHECK(more.passes == one.passes);
  }
}

TEST_CASE("A sample of the cards leads to the least F of all") {
  const Histories log = histories(MadeLearner(3).log(80000), Outliers::dropped);
  REQUIRE(log.items > 40000);
  const auto every_card = [](std::size_t) { return true; };
  Objective all(card_groups(log, every_card, 1), {}, 1);
  DescendOptions options;
  options.sample = 1;
  const Descent plain = descend(log, all, kFsrs6Defaults, options);
  options.sample = 0.1;
  options.sample_items = 4000;
  const Descent sampled = descend(log, all, kFsrs6Defaults, options);
  const double wanted = all(plain.parameters, nullptr);
  CHECK(all(sampled.parameters, nullptr) < wanted + 2e-5 * wanted);
  CHECK(sampled.passes != plain.passes);  // another way
}

TEST_CASE("A made-up learner of many answers is predicted better than by the defaults") {
  MadeLearner learner(5);
  const auto log = learner.log(30000);
  const auto fitted = held_out(log, one_cut(log, 0.8), [](std::span<const GradedReview> known) {
    return fit_parameters(known).parameters;
  });
  const auto plain = held_out(log, one_cut(log, 0.8),
                              [](std::span<const GradedReview>) { return kFsrs6Defaults; });
  CHECK(log_loss(fitted) < log_loss(plain) - 0.003);
}

TEST_CASE("Short logs are predicted better than by the defaults, on the whole") {
  for (const std::size_t answers : {500, 1000}) {
    double fitted = 0, plain = 0;
    int kept = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const auto log = MadeLearner(seed).log(answers);
      fitted += log_loss(held_out(log, [&](std::span<const GradedReview> known) {
        const Fit fit = fit_parameters(known);
        kept += fit.outcome == FitOutcome::not_confirmed;
        return fit.parameters;
      }));
      plain +=
          log_loss(held_out(log, [](std::span<const GradedReview>) { return kFsrs6Defaults; }));
    }
    CAPTURE(answers);
    CAPTURE(kept);
    CHECK(fitted < plain - 0.02);
    CHECK(kept > 0);
  }
}

/// One card for every row of ratings, answered at these distances.
std::vector<GradedReview> cards(int count, const std::vector<std::pair<int, int>>& answers) {
  std::vector<GradedReview> log;
  int day = 0;
  for (const auto& [days, rating] : answers) {
    day += days;
    for (int card = 0; card < count; ++card) {
      log.push_back({static_cast<std::uint32_t>(card), day, static_cast<Rating>(rating)});
    }
  }
  return log;
}

TEST_CASE("Odd logs are fitted without harm") {
  std::vector<std::pair<int, int>> thousands, failed, passed, backwards;
  for (int i = 0; i < 5000; ++i)
    thousands.emplace_back(i % 7 == 0 ? 0 : i % 40, i % 9 == 0 ? 1 : 3);
  for (int i = 0; i < 40; ++i) failed.emplace_back(1, 1), passed.emplace_back(1 + i, 3);
  for (int i = 0; i < 40; ++i) backwards.emplace_back(i % 2 == 0 ? -9 : 4, 1 + i % 4);
  const int most = 2147483647;
  const struct {
    const char* name;
    std::vector<GradedReview> log;
    std::uint32_t items;
    FitOutcome outcome;
  } rows[] = {
      {"nothing", {}, 0, FitOutcome::too_few},
      {"one answer", {{1, 5, Rating::good}}, 0, FitOutcome::too_few},
      {"ten first answers", cards(10, {{0, 3}}), 0, FitOutcome::too_few},
      {"seven items", cards(7, {{0, 3}, {2, 3}}), 7, FitOutcome::too_few},
      {"all passed", cards(30, passed), 1170, FitOutcome::fitted},
      {"all failed", cards(30, failed), 1170, FitOutcome::fitted},
      {"one card, all passed", cards(1, passed), 39, FitOutcome::initial_only},
      {"one card of thousands", cards(1, thousands), 4178, FitOutcome::fitted},
      {"many cards of thousands", cards(40, thousands), 167120, FitOutcome::fitted},
      {"two buttons", cards(90, {{0, 3}, {3, 3}, {9, 1}, {1, 3}, {5, 1}}), 360, FitOutcome::fitted},
      {"only first intervals", cards(99, {{0, 1}, {1, 1}}), 99, FitOutcome::initial_only},
      {"days backwards", cards(90, backwards), 90, FitOutcome::initial_only},
      {"a hundred years", cards(90, {{0, 3}, {36500, 3}, {36500, 1}}), 180, FitOutcome::fitted},
      {"longer than time",
       {{1, -most, Rating::good}, {1, most, Rating::again}, {1, most, Rating::good}},
       1,
       FitOutcome::too_few},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    for (const int threads : {1, 2}) {
      OptimizeOptions options;
      options.threads = threads;
      const Fit fit = fit_parameters(row.log, options);
      check_in_range(fit.parameters);
      CHECK(std::isfinite(fit.objective_after));
      CHECK(std::isfinite(fit.loss_after));
      CHECK(fit.loss_after <= fit.loss_before);
      CHECK(fit.items == row.items);
      const bool kept =
          fit.outcome == FitOutcome::not_better || fit.outcome == FitOutcome::not_confirmed;
      if (kept) CHECK(fit.parameters == kFsrs6Defaults);
      if (!kept) CHECK(fit.outcome == row.outcome);
    }
  }
}

TEST_CASE("A better first answer never has a lower stability, even if it was sooner forgotten") {
  std::vector<GradedReview> log;
  for (const auto& [first, second] : {std::pair{1, 3}, std::pair{4, 1}}) {
    for (int i = 0; i < 1500; ++i) {
      const auto card = static_cast<std::uint32_t>(log.size());
      log.push_back({card, 0, static_cast<Rating>(first)});
      log.push_back({card, 3, static_cast<Rating>(i % 8 == 0 ? 4 - second : second)});
      log.push_back({card, 6, Rating::good});
    }
  }
  const Fit fit = fit_parameters(log);
  CHECK(fit.items == 6000);
  CHECK(fit.outcome == FitOutcome::fitted);
  check_in_range(fit.parameters);
}

TEST_CASE("Few items change the initial stabilities alone, very few nothing") {
  const auto log = MadeLearner(6).log(1000);
  for (std::size_t answers = 0; answers < 300; answers += 7) {
    CAPTURE(answers);
    const Fit fit = fit_parameters(std::span(log).first(answers));
    check_in_range(fit.parameters);
    if (fit.items < 8) CHECK(fit.outcome == FitOutcome::too_few);
    if (fit.items < 64) {
      CHECK(fit.outcome != FitOutcome::fitted);
      for (std::size_t i = 4; i < kFsrs6Count; ++i) CHECK(fit.parameters[i] == kFsrs6Defaults[i]);
    }
  }
}

TEST_CASE("The current parameters stay where the fit is no better, and the reason is told") {
  const auto log = carried_log();
  OptimizeOptions options;
  options.current = fit_parameters(log).parameters;
  const Fit again = fit_parameters(log, options);
  CHECK(again.outcome == FitOutcome::not_better);
  CHECK(again.parameters == options.current);
  CHECK(again.loss_after == again.loss_before);
  CHECK(again.objective_after == again.objective_before);
}

TEST_CASE("A fit that is stopped has the best so far") {
  const auto log = MadeLearner(7).log(60000);
  const Fit whole = fit_parameters(log);
  for (const int asked : {0, 5, 30}) {
    CAPTURE(asked);
    int left = asked;
    double before = 0;
    OptimizeOptions options;
    options.keep_going = [&](double progress) {
      CHECK(progress >= before);
      CHECK(progress <= 1);
      before = progress;
      return left-- > 0;
    };
    const Fit fit = fit_parameters(log, options);
    check_in_range(fit.parameters);
    CHECK(fit.loss_after <= fit.loss_before);
    CHECK(fit.objective_after >= whole.objective_after - 0.5);
    if (asked < 30) CHECK(fit.stopped);
  }
}

}  // namespace
}  // namespace lianxi
