#pragma once

// SM-2 as a predictor of recall. It foretells days, not probabilities; the benchmark reads them as
// days after which nine in ten are recalled, on an exponential curve: p = 0.9^(t/I). That is not
// what the article claims of its intervals, so a poor figure here says that the intervals are no
// measure of memory, and not that who follows them forgets more.
// Source: srs-benchmark (SM-2), Open Spaced Repetition.

#include "base/rating.h"
#include "schedule/event.h"
#include "schedule/sm2.h"

namespace lianxi {

/// SM-2 as the benchmark steps it: an easiness that a failure lowers too, the one from before the
/// answer multiplies, the nearest whole day of 0.01 more than the product (exact ties up), and
/// grades of one more than the rating.
Sm2State sm2_benchmark_step(const Sm2State& state, Rating rating);

/// The probability of recall `t` days after the answer that left `state`; its interval is held
/// within 1 and 36500 days.
double sm2_recall(const Sm2State& state, double t);

}  // namespace lianxi
