#include "stats/learner_rates.h"

#include <doctest/doctest.h>

#include <vector>

#include "base/rng.h"

namespace lianxi {
namespace {

using enum Rating;
using std::chrono::milliseconds;

TEST_CASE("A log of nothing leaves the defaults") {
  const Learner learner = learner_rates({});
  const Learner defaults;
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(learner.first_ratings[i] == doctest::Approx(defaults.first_ratings[i]));
    CHECK(learner.passed_ratings[i] == doctest::Approx(defaults.passed_ratings[i]));
    CHECK(learner.review_seconds[i] == doctest::Approx(defaults.review_seconds[i]));
    CHECK(learner.learning_ratings[1][i] == doctest::Approx(defaults.learning_ratings[1][i]));
  }
}

TEST_CASE("Each answer counts where it belongs") {
  const std::vector<TimedReview> log = {
      {1, 5, again, milliseconds{10000}},   // new
      {1, 5, hard, milliseconds{20000}},    // learning, after again
      {1, 5, good, milliseconds{30000}},    // learning, after hard
      {1, 5, easy, milliseconds{1}},        // learning, after good
      {1, 5, good, milliseconds{0}},        // learning after easy, which is in no row; no time
      {1, 6, hard, milliseconds{40000}},    // review, recalled
      {1, 6, again, milliseconds{50000}},   // relearning, after hard
      {1, 9, again, milliseconds{60000}},   // review, forgotten
      {1, 9, good, milliseconds{70000}},    // relearning, after again
      {1, 8, good, milliseconds{1200000}},  // relearning, after good; too long to count; set clock
      {1, 9, again, milliseconds{0}},       // the same day still
      {1, 10, easy, milliseconds{8000}},    // review, recalled
      {1, 10, again, milliseconds{90000}},  // an extra
  };
  const Learner one = learner_rates(log);
  const Learner defaults;
  const auto shrunk = [](double sum, double count, double from) {
    return (sum + 50 * from) / (count + 50);
  };
  CHECK(one.first_ratings[0] == doctest::Approx(shrunk(1, 1, defaults.first_ratings[0])));
  CHECK(one.first_ratings[2] == doctest::Approx(shrunk(0, 1, defaults.first_ratings[2])));
  CHECK(one.passed_ratings[0] == 0);
  CHECK(one.passed_ratings[1] == doctest::Approx(shrunk(1, 2, 0.224)));
  CHECK(one.passed_ratings[2] == doctest::Approx(shrunk(0, 2, 0.631)));
  CHECK(one.passed_ratings[3] == doctest::Approx(shrunk(1, 2, 0.145)));
  // A row of the defaults may add up to 0.9999.
  CHECK(one.learning_ratings[0][1] == doctest::Approx(shrunk(1, 1, 0.0628)));
  CHECK(one.learning_ratings[1][2] == doctest::Approx(shrunk(1, 1, 0.4457)));
  CHECK(one.learning_ratings[2][3] == doctest::Approx(shrunk(1, 1, 0.055)));
  CHECK(one.relearning_ratings[0][2] == doctest::Approx(shrunk(1, 1, 0.6595)));
  CHECK(one.relearning_ratings[2][0] == doctest::Approx(shrunk(1, 2, 0.1057)));
  CHECK(one.relearning_ratings[2][2] == doctest::Approx(shrunk(1, 2, 0.7266)));
  CHECK(one.relearning_ratings[1][0] == doctest::Approx(shrunk(1, 1, 0.05)));
  CHECK(one.relearning_ratings[1][2] == doctest::Approx(shrunk(0, 1, 0.4475)));
  CHECK(one.learning_seconds[0] == doctest::Approx(shrunk(10, 1, 19.58)));
  CHECK(one.learning_seconds[1] == doctest::Approx(shrunk(20, 1, 18.79)));
  CHECK(one.learning_seconds[2] == doctest::Approx(shrunk(30, 1, 13.78)));
  CHECK(one.learning_seconds[3] == doctest::Approx(shrunk(0.001, 1, 10.71)));
  CHECK(one.review_seconds[0] == doctest::Approx(shrunk(60, 1, 19.38)));
  CHECK(one.review_seconds[1] == doctest::Approx(shrunk(40, 1, 17.59)));
  CHECK(one.review_seconds[2] == doctest::Approx(12.38));
  CHECK(one.review_seconds[3] == doctest::Approx(shrunk(8, 1, 8.94)));
  CHECK(one.relearning_seconds[0] == doctest::Approx(shrunk(50, 1, 16.44)));
  CHECK(one.relearning_seconds[2] == doctest::Approx(shrunk(70, 1, 12.32)));
}

TEST_CASE("A long log outweighs the defaults") {
  std::vector<TimedReview> log;
  SplitMix64 rng(1);
  for (int card = 0; card < 5000; ++card) {
    log.push_back({card, 0, rng.uniform() < 0.9 ? easy : again, milliseconds{2000}});
    log.push_back({card, 3, rng.uniform() < 0.5 ? hard : good, milliseconds{4000}});
  }
  const Learner learner = learner_rates(log);
  CHECK(learner.first_ratings[3] == doctest::Approx(0.9).epsilon(0.02));
  CHECK(learner.passed_ratings[1] == doctest::Approx(0.5).epsilon(0.05));
  CHECK(learner.learning_seconds[3] == doctest::Approx(2).epsilon(0.06));
  CHECK(learner.review_seconds[2] == doctest::Approx(4).epsilon(0.06));
  double all = 0;
  for (const double share : learner.first_ratings) all += share;
  CHECK(all == doctest::Approx(1));
}

TEST_CASE("Kinds keep their pace beside the mean, and what is rare keeps the default's") {
  const auto pace = [](const PaceByKind& paces, CardKind kind) {
    return paces[static_cast<std::size_t>(kind)];
  };
  const PaceByKind usual = kind_paces({}, {});
  CHECK(pace(usual, CardKind::meaning) == doctest::Approx(8 / 12.38));
  CHECK(pace(usual, CardKind::cloze) == doctest::Approx(17 / 12.38));

  std::vector<TimedReview> log;
  for (int card = 0; card < 4000; ++card) {
    const CardKind kind = card % 2 == 0 ? CardKind::meaning : CardKind::cloze;
    const milliseconds taken{kind == CardKind::meaning ? 5000 : 15'000};
    log.push_back({card, 0, good, taken, kind});
    log.push_back({card, 3, good, taken, kind});
    log.push_back({card, 3, good, milliseconds{600'000}, kind});  // an extra
  }
  const Learner learner = learner_rates(log);
  const PaceByKind own = kind_paces(log, learner);
  CHECK(pace(own, CardKind::meaning) == doctest::Approx(0.5).epsilon(0.03));
  CHECK(pace(own, CardKind::cloze) == doctest::Approx(1.5).epsilon(0.03));
  // Half of the answers were of kinds that take 8 s, half of kinds that take 17 s.
  CHECK(pace(own, CardKind::recall) == doctest::Approx(14 / 12.5));
}

}  // namespace
}  // namespace lianxi
