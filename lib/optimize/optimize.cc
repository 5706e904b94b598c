#include "optimize/optimize.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "evaluate/held_out.h"
#include "optimize/descend.h"
#include "optimize/initial_stability.h"
#include "optimize/objective.h"

namespace lianxi {
namespace {

constexpr std::uint32_t kFewestItems = 8, kFewestForAll = 64;
constexpr std::uint32_t kLongLog = 2000;  // items

/// What is fitted, and near what it is held.
struct Problem {
  Histories log;
  Penalty penalty;
  bool is_short = false;
  bool initial_only = false;
};

bool only_first_intervals(const Histories& log) {
  std::uint64_t firsts = 0;
  for (const FirstInterval& interval : log.first_intervals) firsts += interval.count;
  return firsts == log.items;
}

/// Of short logs: what a learner's parameters commonly are. The initial stabilities of learners
/// differ from the defaults by a factor that is mostly the same for all four (the deviation of its
/// logarithm: 0.5) and partly each one's own (0.35); the others are held three times as firmly as
/// in long logs. Chosen on 60 made-up learners of 500 to 2,000 answers by held-out loss, which
/// hardly depends on it: half or twice these figures cost less than 0.001 of 0.467.
Penalty penalty_of_short() {
  constexpr double kShared = 0.5 * 0.5, kOwn = 0.35 * 0.35, kMeanWeight = 0.4375;
  Penalty penalty;
  penalty.gamma = 3;
  penalty.apart = kMeanWeight / (2 * kOwn);
  penalty.together = kShared / (kOwn + 4 * kShared);
  return penalty;
}

Problem problem_of(std::span<const GradedReview> reviews) {
  Problem made{histories(reviews, Outliers::dropped), {}};
  if (made.log.items < kLongLog) {
    made.is_short = true;
    made.log = histories(reviews, Outliers::kept);
    made.penalty = penalty_of_short();
  } else {
    const double recall = static_cast<double>(made.log.recalled) / made.log.items;
    const InitialStabilities initial = initial_stabilities(made.log.first_intervals, recall);
    std::copy(initial.begin(), initial.end(), made.penalty.center.begin());
  }
  made.initial_only = made.log.items < kFewestForAll || only_first_intervals(made.log);
  return made;
}

/// As they are stored: w0 to w3 ascending, four decimals, within the ranges.
Fsrs6Parameters finished(const Fsrs6Parameters& found, std::span<const FirstInterval> intervals) {
  Fsrs6Parameters w = found;
  InitialStabilities initial{};
  std::copy_n(w.begin(), initial.size(), initial.begin());
  initial = ascending(initial, intervals);
  std::copy(initial.begin(), initial.end(), w.begin());
  for (std::size_t i = 0; i < w.size(); ++i) {
    w[i] = std::clamp(std::round(w[i] * 1e4) / 1e4, least_fitted(i), kFsrs6Ranges[i].most);
  }
  return w;
}

/// The least value of F; compared with the current parameters on the same items.
Fit fit_problem(const Problem& problem, const OptimizeOptions& options) {
  Fit fit;
  fit.items = problem.log.items;
  CardGroups groups = card_groups(
      problem.log, [](std::size_t) { return true; }, 1);
  const int threads = useful_threads(options.threads, groups);
  Objective objective(std::move(groups), problem.penalty, threads);
  DescendOptions how;
  how.threads = options.threads;
  how.initial_only = problem.initial_only;
  how.keep_going = options.keep_going;
  const Descent found = descend(problem.log, objective, problem.penalty.center, how);
  fit.parameters = finished(found.parameters, problem.log.first_intervals);
  fit.outcome = problem.initial_only ? FitOutcome::initial_only : FitOutcome::fitted;
  fit.passes = found.passes;
  fit.stopped = found.stopped;
  const Fsrs6Parameters current = within_ranges(options.current);
  fit.loss_before = objective.mean_loss(current);
  fit.loss_after = objective.mean_loss(fit.parameters);
  fit.objective_before = objective.value_of(fit.loss_before, current);
  fit.objective_after = objective.value_of(fit.loss_after, fit.parameters);
  return fit;
}

void keep_current(Fit& fit, const Fsrs6Parameters& current, FitOutcome why) {
  fit.parameters = current;
  fit.outcome = why;
  fit.objective_after = fit.objective_before;
  fit.loss_after = fit.loss_before;
}

/// The parameters that the beginning of a short log would have been fitted with.
Fsrs6Parameters fit_beginning(std::span<const GradedReview> known) {
  const Problem problem = problem_of(known);
  if (problem.log.items < kFewestItems) return kFsrs6Defaults;
  return fit_problem(problem, {}).parameters;
}

}  // namespace

Fit fit_parameters(std::span<const GradedReview> reviews, const OptimizeOptions& options) {
  const Problem problem = problem_of(reviews);
  const Fsrs6Parameters current = within_ranges(options.current);
  if (problem.log.items < kFewestItems) {
    Fit none;
    none.items = problem.log.items;
    none.parameters = current;
    return none;
  }
  Fit fit = fit_problem(problem, options);
  if (!(fit.loss_after < fit.loss_before)) {
    keep_current(fit, current, FitOutcome::not_better);
  } else if (problem.is_short && !fit.stopped) {
    const auto kept = [&current](std::span<const GradedReview>) { return current; };
    fit.held_out_before = log_loss(held_out(reviews, kept));
    fit.held_out_after = log_loss(held_out(reviews, fit_beginning));
    if (!(fit.held_out_after < fit.held_out_before)) {
      keep_current(fit, current, FitOutcome::not_confirmed);
    }
  }
  return fit;
}

}  // namespace lianxi
