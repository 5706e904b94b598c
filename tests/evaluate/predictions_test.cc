#include "evaluate/predictions.h"

#include <doctest/doctest.h>

#include <vector>

#include "evaluate/sm2_predictor.h"
#include "support/number_table.h"

namespace lianxi {
namespace {

/// A made log of 400 cards.
std::vector<GradedReview> carried_log() {
  std::vector<GradedReview> log;
  for (const auto& row : read_number_table(LIANXI_SOURCE_DIR "/tests/optimize/optimizer_small.csv")) {
    log.push_back({row[0], row[1], rating_from_number(row[2]).value()});
  }
  REQUIRE(!log.empty());
  return log;
}

// The figures are those of optimizer_small_expected.json: "metrics_at", "default",
// "all_items_unweighted".
TEST_CASE("What FSRS-6 foretells of a log agrees with the carried figures") {
  const std::vector<Prediction> found = predict_fsrs6(carried_log(), Fsrs6Model());
  REQUIRE(found.size() == 3115);
  CHECK(about(log_loss(found), 0.3762103450939959, 1e-9));
  CHECK(about(rmse_bins(found), 0.05721544885057726, 1e-9));
  CHECK(about(auc(found).value(), 0.5768664950349394, 1e-9));
}

TEST_CASE("All models foretell the same answers") {
  const std::vector<GradedReview> log = carried_log();
  const std::vector<Prediction> fsrs6 = predict_fsrs6(log, Fsrs6Model());
  for (const auto& sm2 : {predict_sm2(log, Sm2Options{}), predict_sm2_benchmark(log)}) {
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

TEST_CASE("Five folds of time, each tested on what comes after its training") {
  const std::vector<TimeFold> folds = time_folds(20);
  REQUIRE(folds.size() == 5);
  const TimeFold wanted[] = {{3, 6}, {6, 9}, {9, 12}, {12, 15}, {15, 20}};
  for (std::size_t k = 0; k < 5; ++k) {
    CHECK(folds[k].test_begin == wanted[k].test_begin);
    CHECK(folds[k].test_end == wanted[k].test_end);
  }
  CHECK(time_folds(5).empty());
}

}  // namespace
}  // namespace lianxi
