#include "optimize/exact_loss.h"

#include <doctest/doctest.h>

#include <cmath>

#include "support/carried_log.h"

namespace lianxi {
namespace {

TEST_CASE("Loss and derivatives agree with those computed with 40 digits") {
  const auto sets = carried_json("gradient_check.json");
  REQUIRE(sets.size() == 4);
  for (const auto& set : sets) {
    CAPTURE(set["set"].get<std::string>());
    const auto w = set["w"].get<Fsrs6Parameters>();
    Fsrs6Parameters gradient{};
    double loss = 0;
    for (const auto& item : set["items"]) {
      std::vector<std::int32_t> elapsed;
      std::vector<std::uint8_t> rating;
      for (const auto& answer : item["history"]) {
        elapsed.push_back(answer[0]);
        rating.push_back(answer[1]);
      }
      elapsed.push_back(item["target_delta_t"]);
      rating.push_back(item["label"] == 1 ? 3 : 1);
      std::vector<double> weight(elapsed.size(), 0);
      weight.back() = item["weight"];
      loss += exact_loss({elapsed, rating, weight}, w, &gradient);
    }
    CHECK(about(loss, set["loss_sum"].get<double>(), 1e-9));
    const auto wanted = set["gradient"].get<Fsrs6Parameters>();
    double largest = 0;
    for (const double value : wanted) largest = std::max(largest, std::abs(value));
    for (std::size_t i = 0; i < kFsrs6Count; ++i) {
      CAPTURE(i);
      CHECK(std::abs(gradient[i] - wanted[i]) <= 1e-9 * largest);
    }
  }
}

TEST_CASE("The derivatives of a whole log are those of its losses") {
  const Histories log = histories(carried_log(), Outliers::dropped);
  Fsrs6Parameters gradient{};
  Fsrs6Parameters w = kFsrs6Defaults;
  w[7] = 0.03;  // the default stands on the bound
  exact_loss(log, w, &gradient);
  for (std::size_t i = 0; i < kFsrs6Count; ++i) {
    CAPTURE(i);
    const double step = 1e-5 * w[i];
    Fsrs6Parameters up = w, down = w;
    up[i] += step;
    down[i] -= step;
    const double slope =
        (exact_loss(log, up, nullptr) - exact_loss(log, down, nullptr)) / (2 * step);
    CHECK(std::abs(gradient[i] - slope) <= 1e-5 * (std::abs(slope) + 1));
  }
}

}  // namespace
}  // namespace lianxi
