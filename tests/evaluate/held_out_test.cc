#include "evaluate/held_out.h"

#include <doctest/doctest.h>

#include "evaluate/predictions.h"
#include "support/carried_log.h"

namespace lianxi {
namespace {

TEST_CASE("Five folds of time, each tested on what comes after its training") {
  const std::vector<TimeFold> folds = time_folds(20);
  REQUIRE(folds.size() == 5);
  const TimeFold wanted[] = {{3, 6}, {6, 9}, {9, 12}, {12, 15}, {15, 20}};
  for (std::size_t k = 0; k < 5; ++k) {
    CHECK(folds[k].test_begin == wanted[k].test_begin);
    CHECK(folds[k].test_end == wanted[k].test_end);
  }
}

TEST_CASE("Five times what comes before a sixth is known and the sixth is predicted") {
  const auto log = carried_log();  // 3115 items: parts of 519, the last of 520
  std::vector<std::size_t> items_known;
  const auto made = held_out(log, [&](std::span<const GradedReview> known) {
    items_known.push_back(foretold_places(known).size());
    // The very next answer is the first to predict.
    const auto more = std::span(log).first(known.size() + 1);
    CHECK(foretold_places(more).size() == items_known.back() + 1);
    Fsrs6Parameters w = kFsrs6Defaults;
    w[0] += 0.01 * static_cast<double>(items_known.size());
    return w;
  });
  CHECK(items_known == std::vector<std::size_t>{519, 1038, 1557, 2076, 2595});
  REQUIRE(made.size() == 3115 - 519);

  // Each part is what its own parameters predict.
  Fsrs6Parameters third = kFsrs6Defaults;
  third[0] += 0.03;
  const auto all = predict_fsrs6(log, Fsrs6Model(third));
  for (std::size_t i = 1557; i < 2076; ++i) {
    CHECK(made[i - 519].p == all[i].p);
    CHECK(made[i - 519].review == all[i].review);
  }
}

TEST_CASE("One cut predicts the rest") {
  std::size_t known_answers = 0;
  const auto made = held_out(carried_log(), std::vector<TimeFold>{{2492, 3115}},
                             [&](std::span<const GradedReview> known) {
                               known_answers = known.size();
                               return kFsrs6Defaults;
                             });
  CHECK(made.size() == 3115 - 2492);
  CHECK(known_answers < 4353);
}

TEST_CASE("Too few items are not split") {
  const auto never = [](std::span<const GradedReview>) -> Fsrs6Parameters {
    FAIL("fitted");
    return {};
  };
  CHECK(held_out({}, never).empty());
  CHECK(held_out(std::vector<GradedReview>{{1, 0}, {1, 2}}, never).empty());
  CHECK(time_folds(5).empty());
}

}  // namespace
}  // namespace lianxi
