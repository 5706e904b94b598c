#pragma once

// The parameters of FSRS-6 that fit a learner's own answers best. Not some passes of a stochastic
// method, as elsewhere, but the least value of F (objective.h): first on a sample of the cards,
// then on all. The result depends on nothing but the answers; not on the number of threads, and on
// the processor only in digits that rounding to four decimals mostly hides.
//
// A short log does not carry 21 parameters, nor four. Fitted as a long one is, 500 answers predict
// the next worse than the defaults do. So under 2,000 items three things differ: no first interval
// is left out as an outlier (they nearly all are rare then); the initial stabilities are held near
// the defaults too, in logarithms, and the others more firmly; and the fit must have predicted
// later answers better than the current parameters in a time-series split of the log itself. The
// limits of 8 and 64 items, the items and the penalty of long logs: fsrs-rs 6.6 (June 2026).

#include <cstdint>
#include <functional>
#include <span>

#include "optimize/histories.h"
#include "schedule/fsrs6.h"

namespace lianxi {

struct OptimizeOptions {
  int threads = 1;
  Fsrs6Parameters current = kFsrs6Defaults;  ///< kept unless the fit is better
  /// Asked now and then with how much is done, 0 to 1; false ends the search with the best so far.
  std::function<bool(double progress)> keep_going;
};

/// What became of the parameters.
enum class FitOutcome : std::uint8_t {
  fitted,         ///< all 21
  initial_only,   ///< only w0 to w3: fewer than 64 items, or no card has a second
  too_few,        ///< fewer than 8 items: the current ones are kept
  not_better,     ///< no better on the answers they were fitted to: the current ones are kept
  not_confirmed,  ///< better there, but not on later answers (short logs): the current ones are
                  ///< kept
};

struct Fit {
  Fsrs6Parameters parameters = kFsrs6Defaults;  ///< within range, rounded to four decimals
  FitOutcome outcome = FitOutcome::too_few;
  std::uint32_t items = 0;                           ///< that the fit is for
  double objective_before = 0, objective_after = 0;  ///< F of the current and of these
  double loss_before = 0, loss_after = 0;            ///< mean log loss, weighted by recency
  double held_out_before = 0, held_out_after = 0;    ///< of short logs: mean log loss of the split
  double passes = 0;                                 ///< over the answers
  bool stopped = false;                              ///< by keep_going
};

/// Fits to answers in time order.
Fit fit_parameters(std::span<const GradedReview> reviews, const OptimizeOptions& options = {});

}  // namespace lianxi
