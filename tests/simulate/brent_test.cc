#include "simulate/brent.h"

#include <doctest/doctest.h>

#include <cmath>

namespace lianxi {
namespace {

TEST_CASE("Brent's method finds the bottom with few calls") {
  const struct {
    const char* name;
    std::function<double(double)> f;
    double low, high, bottom;
    int most_calls;
  } rows[] = {
      {"parabola", [](double x) { return (x - 0.8) * (x - 0.8); }, 0.7, 0.95, 0.8, 8},
      {"steep", [](double x) { return std::exp(20 * x) - 40 * x; }, -1, 1, 0.0346574, 16},
      {"corner", [](double x) { return std::abs(x - 0.3); }, 0, 1, 0.3, 15},
      {"at the lower end", [](double x) { return x; }, 0.7, 0.95, 0.7, 17},
      {"at the upper end", [](double x) { return -x * x; }, 0.7, 0.95, 0.95, 17},
      {"quartic", [](double x) { return std::pow(x - 2, 4) + x; }, 0, 5, 1.3700395, 11},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    for (const double tolerance : {0.01, 1e-4}) {
      int calls = 0;
      const auto counted = [&](double x) {
        ++calls;
        CHECK(x >= row.low);
        CHECK(x <= row.high);
        return row.f(x);
      };
      const double found = minimum_by_brent(counted, row.low, row.high, tolerance);
      CHECK(std::abs(found - row.bottom) <= tolerance);
      CHECK(calls <= row.most_calls);
    }
  }
}

TEST_CASE("A level function ends too") {
  const double found = minimum_by_brent([](double) { return 1.0; }, 0, 1, 0.01);
  CHECK(found >= 0);
  CHECK(found <= 1);
}

}  // namespace
}  // namespace lianxi
