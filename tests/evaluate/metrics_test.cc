#include "evaluate/metrics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/rng.h"
#include "evaluate/baselines.h"
#include "support/carried_log.h"

namespace lianxi {
namespace {

/// The carried answers; `column` is 3 for p, 4 for p_default.
std::vector<Prediction> carried(std::size_t column) {
  std::vector<Prediction> predictions;
  for (const auto& row : read_table(LIANXI_TEST_DIR "/metrics_check.csv")) {
    predictions.push_back({std::stod(row[column]), row[5] == "1", 1, std::stoi(row[0]),
                           std::stoi(row[1]), std::stoi(row[2])});
  }
  REQUIRE(predictions.size() == 1200);
  return predictions;
}

nlohmann::json expected() {
  std::ifstream in(LIANXI_TEST_DIR "/metrics_check_expected.json");
  REQUIRE(in);
  return nlohmann::json::parse(in);
}

TEST_CASE("Metrics agree with the carried figures") {
  std::vector<Prediction> predictions = carried(3);
  const std::vector<Prediction> defaults = carried(4);
  const nlohmann::json wanted = expected();
  const auto is = [&](double found, const char* pointer) {
    CAPTURE(pointer);
    CHECK(about(found, wanted.at(nlohmann::json::json_pointer(pointer)).get<double>(), 1e-9));
  };
  is(log_loss(predictions), "/unweighted/log_loss");
  is(rmse_bins(predictions), "/unweighted/rmse_bins");
  is(auc(predictions).value(), "/unweighted/auc");
  is(rmse_raw(predictions), "/brier_rmse_raw");
  is(mean_bias(predictions), "/mean_bias");
  is(universal_metric(predictions, defaults), "/universal_p_by_default");
  is(universal_metric(defaults, predictions), "/universal_default_by_p");
  is(log_loss(moving_average(predictions)), "/moving_avg_log_loss");
  for (std::uint32_t i = 0; i < predictions.size(); ++i) {
    predictions[i].weight = recency_weight(i, static_cast<std::uint32_t>(predictions.size()));
  }
  is(log_loss(predictions), "/recency_weighted/log_loss");
  is(rmse_bins(predictions), "/recency_weighted/rmse_bins");
}

TEST_CASE("A prediction costs the logarithm of what it gave to what happened, up to a limit") {
  CHECK(about(log_loss(0.9, true), -std::log(0.9), 1e-12));
  CHECK(about(log_loss(0.9, false), -std::log(0.1), 1e-12));
  CHECK(std::abs(log_loss(1, false) + std::log(1e-7)) < 1e-6);
  CHECK(std::abs(log_loss(0, true) + std::log(1e-7)) < 1e-6);
}

TEST_CASE("Newer items weigh more, and the weights of the carried log sum to what is known") {
  const auto expected = carried_json("optimizer_small_expected.json");
  double sum = 0;
  for (std::uint32_t i = 0; i < 2669; ++i) sum += recency_weight(i, 2669);
  CHECK(about(sum, expected["sum_recency_weights"].get<double>(), 1e-12));
  CHECK(recency_weight(0, 5) == 0.25);
  CHECK(recency_weight(2, 5) == 0.25 + 0.75 / 8);
  CHECK(recency_weight(4, 5) == 1);
  CHECK(recency_weight(0, 1) == 1);
}

TEST_CASE("Of no answers there is nothing to say") {
  CHECK(log_loss(std::vector<Prediction>{}) == 0);
  CHECK(rmse_bins({}) == 0);
  CHECK(!auc({}));
  CHECK(mean_bias({}) == 0);
  CHECK(rmse_raw({}) == 0);
  CHECK(universal_metric({}, {}) == 0);
  CHECK(calibration({}).empty());
}

TEST_CASE("AUC counts pairs, and a tie half") {
  const std::vector<Prediction> rows = {{0.9, true}, {0.5, true}, {0.5, false}, {0.1, false}};
  CHECK(auc(rows).value() == doctest::Approx(3.5 / 4));
  const std::vector<Prediction> recalled = {{0.9, true}, {0.5, true}};
  CHECK(!auc(recalled));
}

TEST_CASE("Calibration parts the answers into groups of equal size and keeps ties together") {
  const std::vector<Prediction> predictions = carried(3);
  std::int64_t of = 0;
  double last = 0;
  const std::vector<CalibrationGroup> groups = calibration(predictions);
  CHECK(groups.size() == 10);
  for (const CalibrationGroup& group : groups) {
    CHECK(group.recalled.of >= 90);  // 120 but for ties
    CHECK(group.recalled.of <= 150);
    CHECK(group.mean_p > last);
    CHECK(group.share_95.low < group.recalled.share());
    CHECK(group.share_95.high > group.recalled.share());
    last = group.mean_p;
    of += group.recalled.of;
  }
  CHECK(of == 1200);

  std::vector<Prediction> tied(100, Prediction{0.8, true});
  for (std::size_t i = 0; i < 50; ++i) tied[i] = {0.6, i % 2 == 0};
  const std::vector<CalibrationGroup> two = calibration(tied);
  REQUIRE(two.size() == 2);
  CHECK(two[0].recalled == Proportion{50, 25});
  CHECK(two[0].mean_p == doctest::Approx(0.6));
  CHECK(!two[0].off());
  CHECK(two[1].off());  // 50 of 50 where 40 were foretold
}

TEST_CASE("The order of the answers does not matter but to time") {
  std::vector<Prediction> predictions = carried(3);
  const double loss = log_loss(predictions), bins = rmse_bins(predictions);
  const double area = auc(predictions).value();
  const CalibrationGroup third = calibration(predictions).at(2);
  std::reverse(predictions.begin(), predictions.end());
  CHECK(about(log_loss(predictions), loss, 1e-12));
  CHECK(about(rmse_bins(predictions), bins, 1e-12));
  CHECK(about(auc(predictions).value(), area, 1e-12));
  CHECK(calibration(predictions).at(2).recalled == third.recalled);
}

TEST_CASE("True probabilities are calibrated") {
  std::vector<Prediction> predictions;
  SplitMix64 rng(4);
  for (int i = 0; i < 20000; ++i) {
    const double p = 0.5 + 0.5 * rng.uniform();
    predictions.push_back({p, rng.uniform() < p});
  }
  int off = 0;
  for (const CalibrationGroup& group : calibration(predictions, 20)) off += group.off() ? 1 : 0;
  CHECK(off <= 4);  // one in twenty is expected; 0.3 % have more than four
  CHECK(std::abs(mean_bias(predictions)) < 0.01);
  CHECK(universal_metric(predictions, predictions) < 0.03);
}

TEST_CASE("AVG foretells the share of its training") {
  const std::vector<Prediction> training = {{0, true}, {0, true}, {0, true}, {0, false}};
  const std::vector<Prediction> answers = {{0.2, true}, {0.3, false}};
  for (const Prediction& one : average(answers, training)) CHECK(one.p == doctest::Approx(0.75));
  for (const Prediction& one : average(answers, {})) CHECK(one.p == doctest::Approx(0.9));
}

}  // namespace
}  // namespace lianxi
