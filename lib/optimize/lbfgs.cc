#include "optimize/lbfgs.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lianxi {
namespace {

using Vector = std::vector<double>;

constexpr double kFirstStep = 0.25;   // the length of the first step, in the caller's scale
constexpr double kEnoughGain = 1e-4;  // Armijo: the share of the gain that the slope promises
constexpr int kBacktracks = 12;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

class Minimiser {
 public:
  Minimiser(const SmoothFunction& function, const Box& box, const LbfgsOptions& options,
            Curvature& curvature)
      : function_(function), box_(box), options_(options), curvature_(curvature) {}

  LbfgsResult run(Vector start) {
    result_.x = std::move(start);
    gradient_.resize(result_.x.size());
    result_.value = evaluate(result_.x, gradient_);
    while (result_.iterations < options_.iterations) {
      if (options_.keep_going && !options_.keep_going(result_.iterations)) {
        result_.stopped = true;
        break;
      }
      ++result_.iterations;
      const double before = result_.value;
      if (!iterate()) break;
      const bool little = before - result_.value < options_.relative_gain * std::abs(result_.value);
      small_gains_ = little ? small_gains_ + 1 : 0;
      if (small_gains_ == 2) break;
    }
    return std::move(result_);
  }

 private:
  double evaluate(const Vector& x, Vector& gradient) {
    ++result_.evaluations;
    return function_(x, gradient);
  }

  /// Whether a variable may move the way that the gradient wants.
  bool is_free(std::size_t i) const {
    return gradient_[i] > 0 ? result_.x[i] > box_.lower[i] : result_.x[i] < box_.upper[i];
  }

  /// One step; false when there is nowhere better to go.
  bool iterate() {
    Vector slope(gradient_);
    for (std::size_t i = 0; i < slope.size(); ++i) {
      if (!is_free(i)) slope[i] = 0;
    }
    const double steepness = std::sqrt(dot(slope, slope));
    if (!(steepness > 0)) return false;
    Vector direction = quasi_newton(slope);
    if (!curvature_.pairs.empty() && dot(direction, slope) < 0 && search(direction, 1)) return true;
    curvature_.pairs.clear();
    for (std::size_t i = 0; i < slope.size(); ++i) direction[i] = -slope[i];
    return search(direction, kFirstStep / steepness);
  }

  /// Minus the slope times the inverse of the curvature, among the free variables.
  Vector quasi_newton(const Vector& slope) const {
    Vector q(slope);
    std::vector<std::pair<double, double>> used;  // 1 / (step . change), factor; newest first
    double scale = 0;
    for (auto pair = curvature_.pairs.rbegin(); pair != curvature_.pairs.rend(); ++pair) {
      double along = 0, squared = 0, on_slope = 0;
      for (std::size_t i = 0; i < q.size(); ++i) {
        if (slope[i] == 0) continue;
        along += pair->step[i] * pair->change[i];
        squared += pair->change[i] * pair->change[i];
        on_slope += pair->step[i] * q[i];
      }
      if (!(along > 1e-12 * squared)) {
        used.emplace_back(0, 0);
        continue;
      }
      if (scale == 0) scale = along / squared;
      const double factor = on_slope / along;
      used.emplace_back(1 / along, factor);
      for (std::size_t i = 0; i < q.size(); ++i) {
        if (slope[i] != 0) q[i] -= factor * pair->change[i];
      }
    }
    for (double& value : q) value *= scale == 0 ? 1 : scale;
    for (std::size_t k = used.size(); k-- > 0;) {
      const Curvature::Pair& pair = curvature_.pairs[curvature_.pairs.size() - 1 - k];
      double on_change = 0;
      for (std::size_t i = 0; i < q.size(); ++i) {
        if (slope[i] != 0) on_change += pair.change[i] * q[i];
      }
      const double back = used[k].second - used[k].first * on_change;
      if (used[k].first == 0) continue;
      for (std::size_t i = 0; i < q.size(); ++i) {
        if (slope[i] != 0) q[i] += back * pair.step[i];
      }
    }
    for (double& value : q) value = -value;
    return q;
  }

  Vector moved(const Vector& direction, double length) const {
    Vector x(result_.x);
    for (std::size_t i = 0; i < x.size(); ++i) {
      x[i] = std::clamp(x[i] + length * direction[i], box_.lower[i], box_.upper[i]);
    }
    return x;
  }

  /// Goes along the direction, less and less far, until that gains enough; false if it never does.
  bool search(const Vector& direction, double length) {
    Vector gradient(gradient_.size());
    for (int tries = 0; tries < kBacktracks; ++tries) {
      const Vector x = moved(direction, length);
      double promised = 0;
      for (std::size_t i = 0; i < x.size(); ++i) promised += gradient_[i] * (x[i] - result_.x[i]);
      if (!(promised < 0)) return false;
      const double value = evaluate(x, gradient);
      if (value <= result_.value + kEnoughGain * promised) {
        accept(x, value, gradient);
        return true;
      }
      // The least of the parabola through both values and the slope.
      const double rise = value - result_.value - promised;
      const double share = rise > 0 ? -promised / (2 * rise) : 0.5;
      length *= std::clamp(share, 0.1, 0.5);
    }
    return false;
  }

  void accept(const Vector& x, double value, Vector& gradient) {
    Curvature::Pair pair{x, gradient};
    for (std::size_t i = 0; i < x.size(); ++i) {
      pair.step[i] -= result_.x[i];
      pair.change[i] -= gradient_[i];
    }
    if (dot(pair.step, pair.change) > 1e-12 * dot(pair.change, pair.change)) {
      curvature_.pairs.push_back(std::move(pair));
      if (curvature_.pairs.size() > options_.memory) curvature_.pairs.pop_front();
    }
    result_.x = x;
    result_.value = value;
    gradient_.swap(gradient);
  }

  const SmoothFunction& function_;
  const Box& box_;
  const LbfgsOptions& options_;
  Curvature& curvature_;
  LbfgsResult result_;
  Vector gradient_;
  int small_gains_ = 0;  // one after another
};

}  // namespace

LbfgsResult minimise(const SmoothFunction& function, std::vector<double> start, const Box& box,
                     const LbfgsOptions& options, Curvature& curvature) {
  return Minimiser(function, box, options, curvature).run(std::move(start));
}

}  // namespace lianxi
