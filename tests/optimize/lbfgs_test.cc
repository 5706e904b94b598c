#include "optimize/lbfgs.h"

#include <doctest/doctest.h>

#include <cmath>

namespace lianxi {
namespace {

/// A valley that bends: least at (1, 1).
double banana(std::span<const double> x, std::span<double> gradient) {
  const double off = x[1] - x[0] * x[0];
  gradient[0] = -400 * x[0] * off - 2 * (1 - x[0]);
  gradient[1] = 200 * off;
  return 100 * off * off + (1 - x[0]) * (1 - x[0]);
}

/// A bowl of 20 variables, 1 to 100 times as steep in one as in another: least at 1 each.
double bowl(std::span<const double> x, std::span<double> gradient) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double steep = std::pow(10, 2 * static_cast<double>(i) / 19);
    gradient[i] = 2 * steep * (x[i] - 1);
    sum += steep * (x[i] - 1) * (x[i] - 1);
  }
  return sum + 1;
}

TEST_CASE("The least value of a bent valley and of a long bowl is found") {
  Curvature curvature;
  const auto bent = minimise(banana, {-1.2, 1}, {{-5, -5}, {5, 5}}, {}, curvature);
  CHECK(std::abs(bent.x[0] - 1) < 1e-4);
  CHECK(std::abs(bent.x[1] - 1) < 1e-4);
  CHECK(bent.evaluations < 100);
  CHECK(curvature.pairs.size() <= 10);
  curvature = {};
  const auto low =
      minimise(bowl, std::vector<double>(20, 0),
               {std::vector<double>(20, -9), std::vector<double>(20, 9)}, {}, curvature);
  CHECK(low.value < 1 + 1e-6);
  CHECK(low.evaluations < 120);
}

TEST_CASE("A bound that lies before the least value is where the search ends") {
  Curvature curvature;
  // Along x0 = 0.5 the valley is least at x1 = 0.25.
  const auto held = minimise(banana, {-1.2, 1}, {{-5, -5}, {0.5, 5}}, {}, curvature);
  CHECK(held.x[0] == 0.5);
  CHECK(std::abs(held.x[1] - 0.25) < 1e-5);
  curvature = {};
  const auto corner = minimise(banana, {2, 3}, {{2, 3}, {5, 3.5}}, {}, curvature);
  CHECK(corner.x == std::vector<double>{2, 3.5});
}

TEST_CASE("The search may be stopped and then has the best so far") {
  Curvature curvature;
  LbfgsOptions options;
  options.keep_going = [](int iteration) { return iteration < 3; };
  std::vector<double> gradient(2);
  const auto some = minimise(banana, {-1.2, 1}, {{-5, -5}, {5, 5}}, options, curvature);
  CHECK(some.stopped);
  CHECK(some.iterations == 3);
  CHECK(some.value < banana(std::vector<double>{-1.2, 1}, gradient));
  CHECK(some.value == banana(some.x, gradient));
}

TEST_CASE("Curvature that is handed on spares steps") {
  const Box box{std::vector<double>(20, -9), std::vector<double>(20, 9)};
  LbfgsOptions options;
  options.memory = 40;
  Curvature curvature;
  const auto cold = minimise(bowl, std::vector<double>(20, 0), box, options, curvature);
  const auto warm = minimise(bowl, std::vector<double>(20, 0.5), box, options, curvature);
  CHECK(warm.value < 1 + 1e-6);
  CHECK(warm.evaluations * 2 < cold.evaluations);
}

}  // namespace
}  // namespace lianxi
