#pragma once

// The four initial stabilities, w0 to w3, from nothing but the first interval of each card: each is
// the stability whose forgetting curve lies closest to how often cards with that first rating were
// recalled after so many days. They are where the fit of all parameters begins, and all that a
// short log is fit for. Source: fsrs-rs 6.6 (June 2026), Open Spaced Repetition.

#include <array>
#include <optional>
#include <span>

#include "optimize/histories.h"

namespace lianxi {

using InitialStabilities = std::array<double, 4>;  ///< days, by rating

/// Of each first rating that has a first interval. `recall`: the share of all items recalled, which
/// every interval is smoothed towards by the weight of one item.
std::array<std::optional<double>, 4> initial_stability_by_rating(
    std::span<const FirstInterval> intervals, double recall);

/// All four: those of ratings without data follow from the others, and a better rating never has a
/// lower one. In [0.001, 100].
InitialStabilities initial_stabilities(std::span<const FirstInterval> intervals, double recall);

/// Makes four fitted values ascend: of a pair in the wrong order the one with fewer cards gives
/// way.
InitialStabilities ascending(InitialStabilities stabilities,
                             std::span<const FirstInterval> intervals);

}  // namespace lianxi
