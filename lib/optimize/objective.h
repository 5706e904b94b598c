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

/// The second part of F. Adds its derivatives unless `gradient` is null.
struct Penalty {
  Fsrs6Parameters center = kFsrs6Defaults;
  double gamma = 1;
  double operator()(const Fsrs6Parameters& w, Fsrs6Parameters* gradient) const;
};

class Objective {
 public:
  /// Keeps references to neither; the result does not depend on `threads`.
  Objective(CardGroups groups, const Penalty& penalty, int threads);

  /// F, and its derivatives unless `gradient` is null. The parameters are within their ranges.
  double operator()(const Fsrs6Parameters& w, Fsrs6Parameters* gradient);

  std::uint32_t items() const { return groups_.items; }
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
