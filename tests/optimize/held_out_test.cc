#include "optimize/held_out.h"

#include <doctest/doctest.h>

#include "optimize/carried_log.h"

namespace lianxi {
namespace {

TEST_CASE("Predictions of the carried log have the log loss that is known") {
  const auto expected = carried_json("optimizer_small_expected.json");
  const auto log = carried_log();
  const std::pair<const char*, Fsrs6Parameters> sets[] = {
      {"default", kFsrs6Defaults},
      {"fsrs_rs_6_5", expected["fsrs_rs_6_5_params"].get<Fsrs6Parameters>()},
      {"best_known", expected["best_known_params"].get<Fsrs6Parameters>()}};
  for (const auto& set : sets) {
    const auto& w = set.second;
    CAPTURE(set.first);
    const auto made = predictions(log, w);
    CHECK(made.size() == 3115);
    const double wanted = expected["metrics_at"][set.first]["all_items_unweighted"]["log_loss"];
    CHECK(about(mean_log_loss(made), wanted, 1e-9));
  }
}

TEST_CASE("Five times what comes before a sixth is known and the sixth is predicted") {
  const auto log = carried_log();  // 3115 items: parts of 519, the last of 520
  std::vector<std::uint32_t> items_known;
  const auto made = time_series_split(log, [&](std::span<const TrainingReview> known) {
    items_known.push_back(histories(known, Outliers::kept).items);
    // The very next answer is the first to predict.
    const Histories more = histories(std::span(log).first(known.size() + 1), Outliers::kept);
    CHECK(more.items == items_known.back() + 1);
    Fsrs6Parameters w = kFsrs6Defaults;
    w[0] += 0.01 * static_cast<double>(items_known.size());
    return w;
  });
  CHECK(items_known == std::vector<std::uint32_t>{519, 1038, 1557, 2076, 2595});
  REQUIRE(made.size() == 3115 - 519);

  // Each part is what its own parameters predict.
  Fsrs6Parameters third = kFsrs6Defaults;
  third[0] += 0.03;
  const auto all = predictions(log, third);
  for (std::size_t i = 1557; i < 2076; ++i) {
    CHECK(made[i - 519].probability == all[i].probability);
    CHECK(made[i - 519].number == all[i].number);
  }
}

TEST_CASE("One cut predicts the rest") {
  std::size_t known_answers = 0;
  const auto made = single_split(carried_log(), 0.8, [&](std::span<const TrainingReview> known) {
    known_answers = known.size();
    return kFsrs6Defaults;
  });
  CHECK(made.size() == 3115 - 2492);
  CHECK(known_answers < 4353);
}

TEST_CASE("A prediction says what measures sort it by") {
  // Card 1: forgotten after 2 days and drilled, recalled after 3, then after 9.
  const std::vector<TrainingReview> log = {{1, 0, 3}, {1, 2, 1}, {1, 2, 1}, {2, 2, 3},
                                           {1, 5, 3}, {2, 6, 2}, {1, 14, 4}};
  const auto made = predictions(log, kFsrs6Defaults);
  REQUIRE(made.size() == 4);
  const struct {
    bool recalled;
    std::int32_t elapsed;
    std::uint32_t number, lapses;
  } rows[] = {{false, 2, 2, 0}, {true, 3, 3, 1}, {true, 4, 2, 0}, {true, 9, 4, 1}};
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(made[i].recalled == rows[i].recalled);
    CHECK(made[i].elapsed == rows[i].elapsed);
    CHECK(made[i].number == rows[i].number);
    CHECK(made[i].lapses == rows[i].lapses);
  }
  CHECK(about(made[0].probability, Fsrs6Model().retrievability(2, kFsrs6Defaults[2]), 1e-12));
}

TEST_CASE("Too few items are not split") {
  const auto never = [](std::span<const TrainingReview>) -> Fsrs6Parameters {
    FAIL("fitted");
    return {};
  };
  CHECK(time_series_split({}, never).empty());
  CHECK(time_series_split(std::vector<TrainingReview>{{1, 0, 3}, {1, 2, 3}}, never).empty());
  CHECK(single_split({}, 0.8, never).empty());
  CHECK(predictions({}, kFsrs6Defaults).empty());
  CHECK(mean_log_loss({}) == 0);
}

}  // namespace
}  // namespace lianxi
