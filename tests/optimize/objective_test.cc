#include "optimize/objective.h"

#include <doctest/doctest.h>

#include <cmath>

#include "optimize/carried_log.h"
#include "optimize/exact_loss.h"
#include "optimize/initial_stability.h"

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
  for (const auto& [name, w] : sets) {
    CAPTURE(name);
    const double wanted = expected["objective_at"][name];
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

}  // namespace
}  // namespace lianxi
