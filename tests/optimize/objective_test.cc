#include "optimize/objective.h"

#include <doctest/doctest.h>

#include <cmath>

#include "bench/made_learner.h"
#include "optimize/exact_loss.h"
#include "optimize/initial_stability.h"
#include "support/carried_log.h"

namespace lianxi {
namespace {

bool every_card(std::size_t) { return true; }

/// Where a fit of these items begins.
Fsrs6Parameters center_of(const Histories& from) {
  Fsrs6Parameters center = kFsrs6Defaults;
  const auto initial =
      initial_stabilities(from.first_intervals, static_cast<double>(from.recalled) / from.items);
  std::copy(initial.begin(), initial.end(), center.begin());
  return center;
}

TEST_CASE("F of the carried log is what is known, at each carried set of parameters") {
  const auto expected = carried_json("optimizer_small_expected.json");
  const Histories log = histories(carried_log(), Outliers::dropped);
  const Penalty penalty{center_of(log)};
  const std::pair<const char*, Fsrs6Parameters> sets[] = {
      {"w0", penalty.center},
      {"default", kFsrs6Defaults},
      {"fsrs_rs_6_5", expected["fsrs_rs_6_5_params"].get<Fsrs6Parameters>()},
      {"best_known", expected["best_known_params"].get<Fsrs6Parameters>()}};
  for (const auto& set : sets) {
    const auto& w = set.second;
    CAPTURE(set.first);
    const double wanted = expected["objective_at"][set.first];
    CHECK(about(exact_loss(log, w, nullptr) + penalty(w, nullptr), wanted, 1e-8));
    for (const NamedSweep& sweep : sweeps()) {
      CAPTURE(sweep.name);
      Objective fast(card_groups(log, every_card, 1), penalty, 1);
      fast.use(sweep.sweep);
      CHECK(about(fast(w, nullptr), wanted, 1e-6));
    }
  }
}

TEST_CASE("The fast derivatives are the exact ones, on every instruction set") {
  const Histories log = histories(carried_log(), Outliers::kept);
  for (const auto& set : carried_json("gradient_check.json")) {
    CAPTURE(set["set"].get<std::string>());
    const auto w = within_ranges(set["w"].get<Fsrs6Parameters>());
    Fsrs6Parameters exact{};
    const double loss = exact_loss(log, w, &exact);
    double largest = 0;
    for (const double value : exact) largest = std::max(largest, std::abs(value));
    for (const NamedSweep& sweep : sweeps()) {
      CAPTURE(sweep.name);
      Objective fast(card_groups(log, every_card, 1), {w}, 1);
      fast.use(sweep.sweep);
      Fsrs6Parameters gradient{};
      CHECK(about(fast(w, &gradient), loss, 1e-6));
      for (std::size_t i = 0; i < kFsrs6Count; ++i) {
        CAPTURE(i);
        CAPTURE(gradient[i]);
        CAPTURE(exact[i]);
        CHECK(std::abs(gradient[i] - exact[i]) <= 1e-5 * largest);
      }
    }
  }
}

TEST_CASE("The derivatives of what holds initial stabilities near the center are right") {
  Penalty penalty;
  penalty.apart = 1.7;
  penalty.together = 0.22;
  Fsrs6Parameters w = kFsrs6Defaults;
  for (std::size_t i = 0; i < 4; ++i) w[i] *= 0.5 + 0.4 * static_cast<double>(i);
  w[6] += 0.3;
  Fsrs6Parameters gradient{};
  penalty(w, &gradient);
  for (std::size_t i = 0; i < 8; ++i) {
    CAPTURE(i);
    Fsrs6Parameters up = w, down = w;
    up[i] += 1e-6;
    down[i] -= 1e-6;
    const double slope = (penalty(up, nullptr) - penalty(down, nullptr)) / 2e-6;
    CHECK(std::abs(gradient[i] - slope) < 1e-6 * (1 + std::abs(slope)));
  }
  CHECK(penalty(kFsrs6Defaults, nullptr) == 0);
}

TEST_CASE("Any number of cards fills groups, and none is lost") {
  const Histories all = histories(carried_log(), Outliers::kept);
  for (const std::size_t cards : {0, 1, 15, 16, 17, 200}) {
    CAPTURE(cards);
    const auto few = [cards](std::size_t card) { return card < cards; };
    Histories some = all;
    for (std::size_t card = cards; card < all.cards(); ++card) {
      for (std::size_t i = all.first[card]; i < all.first[card + 1]; ++i) {
        some.rank[i] = Histories::kNoItem;
      }
    }
    Objective fast(card_groups(all, few, 1), {kFsrs6Defaults}, 1);
    CHECK(about(fast(kFsrs6Defaults, nullptr), exact_loss(some, kFsrs6Defaults, nullptr), 1e-6));
    Objective doubled(card_groups(all, few, 2), {kFsrs6Defaults}, 1);
    CHECK(about(doubled(kFsrs6Defaults, nullptr), 2 * fast(kFsrs6Defaults, nullptr), 1e-6));
    CHECK(about(doubled.mean_loss(kFsrs6Defaults), fast.mean_loss(kFsrs6Defaults), 1e-6));
  }
}

TEST_CASE("Threads share the work and not the result") {
  const Histories log = histories(MadeLearner(3).log(100000), Outliers::dropped);
  Fsrs6Parameters alone{}, shared{};
  Objective one(card_groups(log, every_card, 1), {}, 1);
  const double value = one(kFsrs6Defaults, &alone);
  for (const int threads : {2, 3, 50}) {
    Objective more(card_groups(log, every_card, 1), {}, threads);
    for (int i = 0; i < 20; ++i) {
      CHECK(more(kFsrs6Defaults, &shared) == value);
      CHECK(shared == alone);
    }
  }
  CHECK(useful_threads(8, card_groups(log, every_card, 1)) == 1);
  CHECK(useful_threads(-1, {}) == 1);
}

}  // namespace
}  // namespace lianxi
