#include "evaluate/predictions.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "evaluate/sm2_predictor.h"
#include "support/carried_log.h"

namespace lianxi {
namespace {

TEST_CASE("What FSRS-6 foretells of the carried log has the figures that are known") {
  const auto expected = carried_json("optimizer_small_expected.json");
  const auto log = carried_log();
  const std::pair<const char*, Fsrs6Parameters> sets[] = {
      {"default", kFsrs6Defaults},
      {"fsrs_rs_6_5", expected["fsrs_rs_6_5_params"].get<Fsrs6Parameters>()},
      {"best_known", expected["best_known_params"].get<Fsrs6Parameters>()}};
  for (const auto& set : sets) {
    CAPTURE(set.first);
    const auto found = predict_fsrs6(log, Fsrs6Model(set.second));
    const auto& wanted = expected["metrics_at"][set.first]["all_items_unweighted"];
    CHECK(found.size() == 3115);
    CHECK(about(log_loss(found), wanted["log_loss"].get<double>(), 1e-9));
    CHECK(about(rmse_bins(found), wanted["rmse_bins"].get<double>(), 1e-9));
    CHECK(about(auc(found).value(), wanted["auc"].get<double>(), 1e-9));
  }
  const std::vector<GradedReview> one = {{1, 0}, {1, 2}};
  CHECK(about(predict_fsrs6(one, Fsrs6Model())[0].p,
              Fsrs6Model().retrievability(2, kFsrs6Defaults[2]), 1e-12));
}

TEST_CASE("All models foretell the same answers") {
  const std::vector<GradedReview> log = carried_log();
  const std::vector<Prediction> fsrs6 = predict_fsrs6(log, Fsrs6Model());
  for (const auto& sm2 : {predict_sm2(log, Sm2Options{}), predict_sm2_anki(log, Sm2AnkiOptions{}),
                          predict_sm2_benchmark(log)}) {
    REQUIRE(sm2.size() == fsrs6.size());
    for (std::size_t i = 0; i < sm2.size(); ++i) {
      REQUIRE(sm2[i].card == fsrs6[i].card);
      REQUIRE(sm2[i].recalled == fsrs6[i].recalled);
      REQUIRE(sm2[i].elapsed_days == fsrs6[i].elapsed_days);
      REQUIRE(sm2[i].review == fsrs6[i].review);
      REQUIRE(sm2[i].lapses == fsrs6[i].lapses);
    }
  }
}

TEST_CASE("Reviews and lapses are counted as the bins want them") {
  using enum Rating;
  const std::vector<GradedReview> log = {
      {1, 10, again}, {1, 10, good}, {2, 10, good},  {1, 11, again}, {1, 11, again},
      {1, 14, good},  {1, 13, hard}, {1, 15, again}, {2, 20, hard},
  };
  const std::vector<Prediction> found = predict_sm2(log, Sm2Options{});
  const struct {
    int card, days, review, lapses;
    bool recalled;
  } rows[] = {{1, 1, 2, 0, false}, {1, 3, 3, 1, true}, {1, 1, 4, 1, false}, {2, 10, 2, 0, true}};
  REQUIRE(found.size() == std::size(rows));
  for (std::size_t i = 0; i < found.size(); ++i) {
    CAPTURE(i);
    CHECK(found[i].card == rows[i].card);
    CHECK(found[i].elapsed_days == rows[i].days);
    CHECK(found[i].review == rows[i].review);
    CHECK(found[i].lapses == rows[i].lapses);
    CHECK(found[i].recalled == rows[i].recalled);
  }
}

TEST_CASE("SM-2's interval is where it expects nine in ten") {
  using enum Rating;
  const std::vector<GradedReview> log = {{1, 0, good}, {1, 1, good},   {1, 7, good}, {1, 7, again},
                                         {1, 7, good}, {1, 22, again}, {1, 24, good}};
  const std::vector<Prediction> found = predict_sm2(log, Sm2Options{});
  REQUIRE(found.size() == 4);
  CHECK(found[0].p == doctest::Approx(0.9));
  CHECK(found[1].p == doctest::Approx(0.9));
  CHECK(found[2].p == doctest::Approx(0.9));
  CHECK(found[3].p == doctest::Approx(0.81));  // two days after a failure
}

TEST_CASE("Anki's SM-2 grows from the days that have passed, and its interval is read alike") {
  using enum Rating;
  const std::vector<GradedReview> log = {{1, 0, good}, {1, 1, good},   {1, 1, again},
                                         {1, 9, easy}, {1, 39, again}, {1, 41, good}};
  // 1 day; 1 * 2.5, and at least 3 since hard is 2; (3 + 5) * 2.5 * 1.3 = 26; a lapse: 1 day.
  const double wanted[] = {0.9, std::pow(0.9, 8.0 / 3), std::pow(0.9, 30.0 / 26), 0.81};
  const auto found = predict_sm2_anki(log, Sm2AnkiOptions{});
  REQUIRE(found.size() == std::size(wanted));
  for (std::size_t i = 0; i < found.size(); ++i) {
    CAPTURE(i);
    CHECK(found[i].p == doctest::Approx(wanted[i]));
  }
  Sm2AnkiOptions short_ones;
  short_ones.max_interval = Days{2};
  CHECK(predict_sm2_anki(log, short_ones)[2].p == doctest::Approx(std::pow(0.9, 30.0 / 2)));
}

TEST_CASE("The benchmark's SM-2 lowers the ease on failure and adds 0.01 before it rounds") {
  using enum Rating;
  // All by hand: state before, rating, interval and easiness after.
  const struct {
    Sm2State before;
    Rating rating;
    Sm2State after;
  } rows[] = {
      {{0, 0, 250}, good, {1, 1, 250}},   {{1, 1, 250}, hard, {6, 2, 236}},
      {{6, 2, 236}, easy, {14, 3, 246}},  {{14, 3, 246}, again, {1, 0, 214}},
      {{14, 3, 246}, good, {34, 4, 246}},  // 34.44
      {{7, 2, 207}, good, {15, 3, 207}},   // 14.49 and 0.01 are 14.5, a tie, which goes up
      {{9, 2, 172}, good, {15, 3, 172}},   // 15.48
      {{1, 1, 249}, good, {6, 2, 249}},    // the second interval is 6, whatever the product
      {{3, 0, 249}, good, {1, 1, 249}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.before.interval);
    CAPTURE(row.before.ef100);
    const Sm2State found = sm2_benchmark_step(row.before, row.rating);
    CHECK(found.interval == row.after.interval);
    CHECK(found.n == row.after.n);
    CHECK(found.ef100 == row.after.ef100);
  }
  CHECK(sm2_recall({0, 0, 250}, 2) == doctest::Approx(0.81));
  CHECK(sm2_recall({std::int64_t{1} << 40, 9, 250}, 36500) == doctest::Approx(0.9));
}

}  // namespace
}  // namespace lianxi
