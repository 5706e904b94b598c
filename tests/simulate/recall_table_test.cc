#include "simulate/recall_table.h"

#include <doctest/doctest.h>

#include <cmath>

namespace lianxi {
namespace {

TEST_CASE("The table of recall is the forgetting curve within 2e-7") {
  Fsrs6Parameters flat = kFsrs6Defaults, steep = kFsrs6Defaults;
  flat[20] = kFsrs6Ranges[20].least;
  steep[20] = kFsrs6Ranges[20].most;
  for (const Fsrs6Parameters& w : {kFsrs6Defaults, flat, steep}) {
    const Fsrs6Model model(w);
    const RecallTable table(model);
    CHECK(table.at(0) == 1);
    CHECK(table.at(1) == doctest::Approx(0.9).epsilon(1e-12));
    double worst = 0;
    for (double x = 1e-4; x < 1e8; x *= 1.0007) {
      worst = std::max(worst, std::abs(table.at(x) - model.retrievability(x, 1)));
    }
    CHECK(worst < 2e-7);
  }
}

}  // namespace
}  // namespace lianxi
