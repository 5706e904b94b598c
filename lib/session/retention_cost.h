#pragma once

// What a retention costs, told at once and without a simulation: a card that comes back every I
// days takes 1/I of its answer's time a day.

#include "store/settings.h"

namespace lianxi {

/// From here on a retention deserves a warning: each point above costs more than the last ten.
inline constexpr double kCostlyRetention = 0.95;

/// Minutes a day that reviews of the cards in work would take in the long run, if FSRS kept them at
/// this retention.
double minutes_at(Db& db, const store::Settings& settings, StudyDay today, double retention);

}  // namespace lianxi
