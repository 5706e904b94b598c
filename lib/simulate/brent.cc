#include "simulate/brent.h"

#include <cmath>
#include <optional>
#include <utility>

namespace lianxi {
namespace {

constexpr double kGolden = 0.3819660112501051;  // (3 - sqrt 5) / 2
constexpr int kMostSteps = 100;

struct Point {
  double x, value;
};

/// The bracket, the three best points so far, and the two last steps.
struct Search {
  double low, high;
  Point best, second, third;
  double step = 0, step_before = 0;

  double middle() const { return (low + high) / 2; }
  /// A step from the best point to the bottom of the parabola, if there is one.
  std::optional<double> parabola() const {
    const double r = (best.x - second.x) * (best.value - third.value);
    const double q = (best.x - third.x) * (best.value - second.value);
    const double bottom = (best.x - third.x) * q - (best.x - second.x) * r;
    const double scale = 2 * (q - r);
    if (scale == 0) return std::nullopt;
    return -bottom / scale;
  }
  void golden_step() {
    step_before = (best.x < middle() ? high : low) - best.x;
    step = kGolden * step_before;
  }
  void choose_step(double least);
  void take(const Point& found);
};

/// By the parabola if it stays within the bracket and moves less than half of the step before the
/// last, so that steps shrink; else by a golden section of the wider side.
void Search::choose_step(double least) {
  const std::optional<double> jump = parabola();
  const double to = best.x + jump.value_or(0);
  if (!jump || std::abs(step_before) <= least || std::abs(*jump) >= std::abs(step_before) / 2 ||
      to <= low || to >= high) {
    golden_step();
    return;
  }
  step_before = std::exchange(step, *jump);
  if (to - low < 2 * least || high - to < 2 * least) {
    step = best.x < middle() ? least : -least;
  }
}

void Search::take(const Point& found) {
  if (found.value <= best.value) {
    (found.x < best.x ? high : low) = best.x;
    third = std::exchange(second, std::exchange(best, found));
    return;
  }
  (found.x < best.x ? low : high) = found.x;
  if (found.value <= second.value || second.x == best.x) {
    third = std::exchange(second, found);
  } else if (found.value <= third.value || third.x == best.x || third.x == second.x) {
    third = found;
  }
}

}  // namespace

double minimum_by_brent(const std::function<double(double)>& f, double low, double high,
                        double tolerance) {
  const double start = low + kGolden * (high - low);
  const Point first{start, f(start)};
  Search search{low, high, first, first, first};
  const double least = tolerance / 2;  // no two points are closer
  for (int i = 0; i < kMostSteps; ++i) {
    const double spread = (search.high - search.low) / 2;
    if (std::abs(search.best.x - search.middle()) <= 2 * least - spread) break;
    search.choose_step(least);
    const double step =
        std::abs(search.step) >= least ? search.step : std::copysign(least, search.step);
    const double x = search.best.x + step;
    search.take({x, f(x)});
  }
  return search.best.x;
}

}  // namespace lianxi
