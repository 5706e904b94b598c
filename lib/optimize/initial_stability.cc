#include "optimize/initial_stability.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "schedule/fsrs6.h"

namespace lianxi {
namespace {

constexpr double kLeast = 0.001, kMost = 100;  // of an initial stability
using Known = std::array<std::optional<double>, 4>;

/// One interval with its smoothed share of recall.
struct Point {
  double days, count, recall;
};

/// How badly a stability explains the points: cross entropy, and a pull to the default.
double misfit(const std::vector<Point>& points, double stability, double initial,
              const Fsrs6Model& model) {
  double sum = std::abs(stability - initial) / 16;
  for (const Point& point : points) {
    const double r = model.retrievability(point.days, stability);
    sum -= point.count * (point.recall * std::log(r) + (1 - point.recall) * std::log(1 - r));
  }
  return sum;
}

/// The least misfit in [kLeast, kMost], by thirds.
double best_stability(const std::vector<Point>& points, double initial) {
  const Fsrs6Model model;
  double low = kLeast, high = kMost;
  for (int round = 0; round < 1000 && high - low > 1e-9 * high; ++round) {
    const double a = low + (high - low) / 3, b = high - (high - low) / 3;
    if (misfit(points, a, initial, model) < misfit(points, b, initial, model)) {
      high = b;
    } else {
      low = a;
    }
  }
  return (low + high) / 2;
}

std::array<std::uint64_t, 4> count_by_rating(std::span<const FirstInterval> intervals) {
  std::array<std::uint64_t, 4> counts{};
  for (const FirstInterval& interval : intervals) counts[interval.rating - 1u] += interval.count;
  return counts;
}

void make_ascend(Known& s, const std::array<std::uint64_t, 4>& counts) {
  constexpr std::pair<int, int> kPairs[] = {{0, 1}, {1, 2}, {2, 3}, {0, 2}, {1, 3}, {0, 3}};
  for (const auto& pair : kPairs) {
    const auto low = static_cast<std::size_t>(pair.first);
    const auto high = static_cast<std::size_t>(pair.second);
    if (!s[low] || !s[high] || *s[low] <= *s[high]) continue;
    s[low] = s[high] = counts[low] > counts[high] ? s[low] : s[high];
  }
}

/// A point between two stabilities in logarithms; `share` is that of the first.
double between(double first, double second, double share) {
  return std::pow(first, share) * std::pow(second, 1 - share);
}
/// The inverse: the end that lies beyond `mid` as seen from `other`, where `mid` is
/// between(end, other, share).
double beyond(double mid, double other, double share) {
  return std::pow(mid, 1 / share) * std::pow(other, 1 - 1 / share);
}

constexpr double kHardShare = 0.41;  // how near, in logarithms, hard lies to again, seen from good
constexpr double kGoodShare = 0.46;  // and good to hard, seen from easy

/// Again and easy say where hard and good are: both rules at once.
void fill_middle(Known& s) {
  const double b = 1 - kGoodShare, q = kHardShare + b - kHardShare * b;
  s[1] = between(*s[0], *s[3], kHardShare / q);
  s[2] = between(*s[0], *s[3], kHardShare * kGoodShare / q);
}

InitialStabilities scaled_defaults(std::size_t known, double stability) {
  InitialStabilities made{};
  for (std::size_t i = 0; i < 4; ++i) {
    made[i] = kFsrs6Defaults[i] * stability / kFsrs6Defaults[known];
  }
  return made;
}

/// Fills the gaps of two or three known.
void fill_gaps(Known& s) {
  if (s[0] && s[3] && !s[1] && !s[2]) return fill_middle(s);
  for (int round = 0; round < 2; ++round) {
    if (!s[1] && s[0] && s[2]) s[1] = between(*s[0], *s[2], kHardShare);
    if (!s[2] && s[1] && s[3]) s[2] = between(*s[1], *s[3], kGoodShare);
    if (!s[0] && s[1] && s[2]) s[0] = beyond(*s[1], *s[2], kHardShare);
    if (!s[3] && s[1] && s[2]) s[3] = beyond(*s[2], *s[1], 1 - kGoodShare);
    if (!s[1] && s[2] && s[3]) s[1] = beyond(*s[2], *s[3], kGoodShare);
    if (!s[2] && s[0] && s[1]) s[2] = beyond(*s[1], *s[0], 1 - kHardShare);
  }
}

InitialStabilities complete(Known s) {
  std::size_t known = 0, last = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    if (s[i]) ++known, last = i;
  }
  InitialStabilities made{};
  std::copy_n(kFsrs6Defaults.begin(), 4, made.begin());
  if (known == 1) made = scaled_defaults(last, *s[last]);
  if (known >= 2) {
    fill_gaps(s);
    for (std::size_t i = 0; i < 4; ++i) made[i] = s[i].value_or(made[i]);
  }
  for (double& stability : made) stability = std::clamp(stability, kLeast, kMost);
  return made;
}

}  // namespace

std::array<std::optional<double>, 4> initial_stability_by_rating(
    std::span<const FirstInterval> intervals, double recall) {
  Known found;
  for (std::size_t i = 0; i < 4; ++i) {
    std::vector<Point> points;
    for (const FirstInterval& interval : intervals) {
      if (interval.rating != i + 1 || interval.count == 0) continue;
      const double n = interval.count;
      points.push_back(
          {static_cast<double>(interval.days), n, (interval.recalled + recall) / (n + 1)});
    }
    if (!points.empty()) found[i] = best_stability(points, kFsrs6Defaults[i]);
  }
  return found;
}

InitialStabilities initial_stabilities(std::span<const FirstInterval> intervals, double recall) {
  Known known = initial_stability_by_rating(intervals, recall);
  make_ascend(known, count_by_rating(intervals));
  return complete(known);
}

InitialStabilities ascending(InitialStabilities stabilities,
                             std::span<const FirstInterval> intervals) {
  Known all;
  std::copy(stabilities.begin(), stabilities.end(), all.begin());
  make_ascend(all, count_by_rating(intervals));
  for (std::size_t i = 0; i < 4; ++i) stabilities[i] = *all[i];
  for (std::size_t i = 1; i < 4; ++i) stabilities[i] = std::max(stabilities[i], stabilities[i - 1]);
  return stabilities;
}

}  // namespace lianxi
