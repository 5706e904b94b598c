#include "evaluate/difference.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "base/rng.h"

namespace lianxi {
namespace {

/// Answers to `cards` cards, `reviews` each, of which one predictor knows the probability and the
/// other is off by `shift` in log odds, up or down by card.
struct Rivals {
  std::vector<Prediction> truth, shifted;
};
Rivals rivals(std::uint64_t seed, int cards, int reviews, double shift) {
  Rivals made;
  SplitMix64 rng(seed);
  for (int card = 0; card < cards; ++card) {
    const double odds = 1.5 + rng.uniform();
    const double off = rng.uniform() < 0.5 ? shift : -shift;
    for (int i = 0; i < reviews; ++i) {
      const double p = 1 / (1 + std::exp(-odds));
      const bool recalled = rng.uniform() < p;
      made.truth.push_back({p, recalled, 1, 1, 1, 0, card});
      made.shifted.push_back({1 / (1 + std::exp(-odds - off)), recalled, 1, 1, 1, 0, card});
    }
  }
  return made;
}

TEST_CASE("The mean difference is that of the log losses, weights and all") {
  Rivals made = rivals(1, 30, 5, 1);
  for (std::size_t i = 0; i < made.truth.size(); ++i) {
    made.truth[i].weight = made.shifted[i].weight = 0.25 + 0.005 * static_cast<double>(i);
  }
  const Difference found = log_loss_difference(made.truth, made.shifted);
  CHECK(found.mean == doctest::Approx(log_loss(made.truth) - log_loss(made.shifted)));
  CHECK(found.clusters == 30);
  CHECK(found.interval.low < found.mean);
  CHECK(found.interval.high > found.mean);
}

TEST_CASE("With each answer its own cluster the interval is Student's of the mean") {
  std::vector<Prediction> a, b;
  std::vector<std::int64_t> own;
  for (int i = 0; i < 4; ++i) {  // differences 0.1, 0.2, 0.3, 0.4: standard error 0.06455
    a.push_back({std::exp(-0.5 - 0.1 * (i + 1)), true});
    b.push_back({std::exp(-0.5), true});
    own.push_back(i);
  }
  const Difference found = log_loss_difference(a, b, own);
  CHECK(found.mean == doctest::Approx(0.25));
  CHECK(found.interval.high - found.mean == doctest::Approx(3.182 * 0.0645497).epsilon(0.01));
}

TEST_CASE("Repeating the answers of a card does not make the interval narrower") {
  const Rivals once = rivals(2, 100, 1, 0.8);
  Rivals often;
  for (int i = 0; i < 9; ++i) {
    often.truth.insert(often.truth.end(), once.truth.begin(), once.truth.end());
    often.shifted.insert(often.shifted.end(), once.shifted.begin(), once.shifted.end());
  }
  const Difference a = log_loss_difference(once.truth, once.shifted);
  const Difference b = log_loss_difference(often.truth, often.shifted);
  CHECK(b.clusters == 100);
  CHECK(b.interval.low == doctest::Approx(a.interval.low));
  CHECK(b.interval.high == doctest::Approx(a.interval.high));
}

// What a shift costs on the average is known: the divergence of the two probabilities.
TEST_CASE("Nineteen intervals in twenty hold the true difference") {
  double divergence = 0;
  constexpr int kSteps = 1000;
  for (int i = 0; i < kSteps; ++i) {
    const double odds = 1.5 + (i + 0.5) / kSteps;
    const double p = 1 / (1 + std::exp(-odds));
    for (const double off : {0.7, -0.7}) {
      const double q = 1 / (1 + std::exp(-odds - off));
      divergence += (p * std::log(p / q) + (1 - p) * std::log((1 - p) / (1 - q))) / kSteps / 2;
    }
  }
  int held = 0;
  constexpr int kTrials = 400;
  for (int trial = 0; trial < kTrials; ++trial) {
    const Rivals made = rivals(static_cast<std::uint64_t>(100 + trial), 60, 8, 0.7);
    const Difference found = log_loss_difference(made.truth, made.shifted);
    held += found.interval.low <= -divergence && -divergence <= found.interval.high ? 1 : 0;
  }
  CHECK(held >= kTrials * 92 / 100);
  CHECK(held <= kTrials * 98 / 100);
}

TEST_CASE("Nothing is clear of equals, of few cards, or of none") {
  const Rivals same = rivals(3, 50, 4, 0);
  CHECK(!log_loss_difference(same.truth, same.shifted).clear());
  const Rivals few = rivals(4, 5, 200, 3);
  CHECK(!log_loss_difference(few.truth, few.shifted).clear());
  const Rivals one = rivals(5, 1, 50, 3);
  CHECK(!log_loss_difference(one.truth, one.shifted).clear());
  CHECK(log_loss_difference({}, {}).mean == 0);
  const Rivals many = rivals(6, 500, 10, 1.5);
  const Difference found = log_loss_difference(many.truth, many.shifted);
  CHECK(found.clear());
  CHECK(found.mean < 0);
}

}  // namespace
}  // namespace lianxi
