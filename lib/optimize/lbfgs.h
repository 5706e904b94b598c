#pragma once

// The least value of a smooth function of a few variables within bounds: limited-memory BFGS, whose
// steps are projected into the box. Variables that stand on a bound and would leave it are left out
// of a step. The curvature found on the way can be handed on to a function of about the same shape
// (a sample of the data, then all of it), which spares it most of the way.
// Source: J. Nocedal, S. Wright, Numerical Optimization, 2nd edition, algorithms 3.1 and 7.4.

#include <deque>
#include <functional>
#include <span>
#include <vector>

namespace lianxi {

/// The value at x; fills in the gradient.
using SmoothFunction = std::function<double(std::span<const double> x, std::span<double> gradient)>;

struct Box {
  std::vector<double> lower, upper;
};

/// How the gradient changed over past steps, the newest last.
struct Curvature {
  struct Pair {
    std::vector<double> step, change;
  };
  std::deque<Pair> pairs;
};

struct LbfgsOptions {
  std::size_t memory = 10;
  int iterations = 200;  ///< at most
  double relative_gain =
      1e-9;  ///< an iteration that gains a smaller share of the value is the last
  std::function<bool(int iteration)> keep_going;  ///< asked before each; may be empty
};

struct LbfgsResult {
  std::vector<double> x;
  double value = 0;
  int iterations = 0, evaluations = 0;
  bool stopped = false;  ///< by keep_going; x is the best so far
};

/// From a start within the box. The result is never worse than the start.
LbfgsResult minimise(const SmoothFunction& function, std::vector<double> start, const Box& box,
                     const LbfgsOptions& options, Curvature& curvature);

}  // namespace lianxi
