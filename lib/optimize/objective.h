#pragma once

// What fitting makes least: the weighted losses of all items, and for each parameter the square of
// how far it lies from where it began, in its common deviations. The second keeps parameters that
// the data say little of.
//
//   F(w) = sum over items of weight * loss + gamma * sum over j of ((w_j - center_j) / sd_j)^2
//
// Source: fsrs-rs 6.6 (June 2026), Open Spaced Repetition: its loss over one pass of the data.

#include <vector>

#include "optimize/card_groups.h"
#include "optimize/sweep.h"
#include "schedule/fsrs6.h"

namespace lianxi {

/// The second part of F.
struct Penalty {
  Fsrs6Parameters center = kFsrs6Defaults;
  double gamma = 1;
  /// Where this is not 0 it takes the place of gamma for the four initial stabilities, whose
  /// logarithms are then held near the center's: `apart` times the sum of the squared distances,
  /// less the share `together`, under 1/4, of the square of their sum. So all may be longer or
  /// shorter than usual more easily than each by itself.
  double apart = 0, together = 0;

  /// Adds its derivatives unless `gradient` is null.
  double operator()(const Fsrs6Parameters& w, Fsrs6Parameters* gradient) const;

 private:
  double initial(const Fsrs6Parameters& w, Fsrs6Parameters* gradient) const;
};

/// Of so many threads at most, how many are worth their start at every evaluation.
int useful_threads(int threads, const CardGroups& groups);

class Objective {
 public:
  /// The result does not depend on `threads`, to the last bit.
  Objective(CardGroups groups, const Penalty& penalty, int threads);

  /// F, and its derivatives unless `gradient` is null. The parameters are within their ranges.
  double operator()(const Fsrs6Parameters& w, Fsrs6Parameters* gradient);
  /// The first part of F as a mean: the log loss, weighted by recency.
  double mean_loss(const Fsrs6Parameters& w);
  /// F where the mean loss is known already.
  double value_of(double mean_loss, const Fsrs6Parameters& w) const {
    return mean_loss * groups_.weight + penalty_(w, nullptr);
  }

  const Penalty& penalty() const { return penalty_; }
  void use(Sweep sweep) { sweep_ = sweep; }

 private:
  SweepSums losses(const Fsrs6Parameters& w, Derivatives derivatives);

  CardGroups groups_;
  Penalty penalty_;
  Sweep sweep_;
  std::vector<std::vector<SweptAnswer>> scratch_;  // one a thread
  std::vector<SweepSums> sums_;                    // one a chunk
};

}  // namespace lianxi
