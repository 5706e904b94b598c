#include "stats/proportion.h"

#include <doctest/doctest.h>

namespace lianxi {

TEST_CASE("the interval of a share is Wilson's") {
  // Worked out from the formula of the paper, outside this program.
  const struct {
    Proportion proportion;
    double low, high;
  } rows[] = {{{10, 0}, 0.0, 0.2775328},
              {{10, 10}, 0.7224672, 1.0},
              {{10, 5}, 0.2365931, 0.7634069},
              {{912, 830}, 0.8897616, 0.9269737},
              {{0, 0}, 0.0, 1.0}};
  for (const auto& row : rows) {
    CAPTURE(row.proportion.of);
    CAPTURE(row.proportion.successes);
    const Interval interval = interval_95(row.proportion);
    CHECK(interval.low == doctest::Approx(row.low).epsilon(1e-5));
    CHECK(interval.high == doctest::Approx(row.high).epsilon(1e-5));
  }
}

}  // namespace lianxi
