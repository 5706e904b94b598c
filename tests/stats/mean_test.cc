#include "stats/mean.h"

#include <doctest/doctest.h>

#include <vector>

namespace lianxi {

TEST_CASE("Student's t as in the printed tables") {
  const struct {
    std::size_t degrees;
    double t;
  } rows[] = {{1, 12.706}, {2, 4.303},   {3, 3.182},   {5, 2.571},
              {9, 2.262},  {15, 2.1314}, {30, 2.0423}, {1000, 1.9623}};
  for (const auto& row : rows) {
    CAPTURE(row.degrees);
    CHECK(student_95(row.degrees) == doctest::Approx(row.t).epsilon(0.01));
    if (row.degrees >= 9) CHECK(student_95(row.degrees) == doctest::Approx(row.t).epsilon(0.0002));
  }
}

TEST_CASE("The interval of a mean is Student's") {
  const std::vector<double> values = {4, 6, 8};  // deviation 2, standard error 1.1547
  const MeanOf found = mean_95(values);
  CHECK(found.mean == doctest::Approx(6));
  CHECK(found.interval.low == doctest::Approx(6 - 4.9683).epsilon(1e-4));
  CHECK(found.interval.high == doctest::Approx(6 + 4.9683).epsilon(1e-4));
  CHECK(found.of == 3);
}

TEST_CASE("One value or none has no interval") {
  const std::vector<double> one = {3};
  CHECK(mean_95(one).interval.low == 3);
  CHECK(mean_95(one).interval.high == 3);
  CHECK(mean_95({}).of == 0);
}

}  // namespace lianxi
