#include "optimize/descend.h"

#include <algorithm>
#include <utility>

#include "optimize/lbfgs.h"

namespace lianxi {
namespace {

/// A variable of the search is a parameter in such units that a step of 1 is large for each alike.
Fsrs6Parameters units(const Fsrs6Parameters& start) {
  Fsrs6Parameters unit{};
  for (std::size_t i = 0; i < unit.size(); ++i) {
    unit[i] = i < 4 ? std::max(0.05, start[i] / 2) : kFsrs6Ranges[i].deviation / 2;
  }
  return unit;
}

class Search {
 public:
  Search(const Fsrs6Parameters& start, const DescendOptions& options)
      : unit_(units(start)), options_(options) {
    for (std::size_t i = 0; i < unit_.size(); ++i) {
      const bool held = options.initial_only && i >= 4;
      box_.lower.push_back((held ? start[i] : least_fitted(i)) / unit_[i]);
      box_.upper.push_back((held ? start[i] : kFsrs6Ranges[i].most) / unit_[i]);
    }
  }

  /// Goes on from `at`.
  LbfgsResult run(Objective& objective, Fsrs6Parameters& at, const LbfgsOptions& how) {
    std::vector<double> start(at.size());
    for (std::size_t i = 0; i < at.size(); ++i) {
      start[i] = std::clamp(at[i] / unit_[i], box_.lower[i], box_.upper[i]);
    }
    const SmoothFunction function = [&](std::span<const double> x, std::span<double> gradient) {
      Fsrs6Parameters by{};
      const double value = objective(parameters(x), &by);
      for (std::size_t i = 0; i < by.size(); ++i) gradient[i] = by[i] * unit_[i];
      return value;
    };
    LbfgsResult found = minimise(function, std::move(start), box_, how, curvature_);
    at = parameters(found.x);
    return found;
  }

  bool keep_going(double progress) const {
    return !options_.keep_going || options_.keep_going(progress);
  }

 private:
  Fsrs6Parameters parameters(std::span<const double> x) const {
    Fsrs6Parameters w{};
    for (std::size_t i = 0; i < w.size(); ++i) {
      w[i] = std::clamp(x[i] * unit_[i], least_fitted(i), kFsrs6Ranges[i].most);
    }
    return w;
  }

  Fsrs6Parameters unit_;
  const DescendOptions& options_;
  Box box_;
  Curvature curvature_;
};

/// Whether a card is of the sample: by a hash of its number, so that no order of cards matters.
bool sampled(std::size_t card, double share) {
  std::uint64_t z = (card + 1) * 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return static_cast<double>((z ^ z >> 31) >> 11) * 0x1p-53 < share;
}

/// Two iterations that gain less of F are the last: a 100,000th, but half a unit at most.
double enough(double objective) { return std::min(1e-5, 0.5 / std::max(objective, 1e-9)); }

/// The usual number of iterations; what progress is told by.
constexpr double kUsualIterations = 25;

}  // namespace

double least_fitted(std::size_t parameter) {
  return parameter == 19 ? 0.01 : kFsrs6Ranges[parameter].least;
}

Descent descend(const Histories& from, Objective& all, const Fsrs6Parameters& start,
                const DescendOptions& options) {
  Search search(start, options);
  Descent made;
  made.parameters = start;
  const double share = std::max(
      options.sample, static_cast<double>(options.sample_items) / std::max(1u, from.items));
  const double done = share < 0.5 ? 0.4 : 0;  // when all answers are turned to
  LbfgsOptions how;
  how.relative_gain = enough(all(start, nullptr));
  if (share < 0.5) {
    how.keep_going = [&](int i) {
      return search.keep_going(done * std::min(1.0, i / kUsualIterations));
    };
    const auto wanted = [share](std::size_t card) { return sampled(card, share); };
    CardGroups sample = card_groups(from, wanted, 1 / share);
    const int threads = useful_threads(options.threads, sample);
    Objective some(std::move(sample), all.penalty(), threads);
    const LbfgsResult found = search.run(some, made.parameters, how);
    made.passes += share * found.evaluations;
    made.stopped = found.stopped;
  }
  how.keep_going = [&](int i) {
    return search.keep_going(done + (1 - done) * std::min(1.0, i / kUsualIterations));
  };
  if (made.stopped) return made;
  const LbfgsResult found = search.run(all, made.parameters, how);
  made.passes += found.evaluations;
  made.stopped = found.stopped;
  return made;
}

}  // namespace lianxi
