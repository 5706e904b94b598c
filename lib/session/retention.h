#pragma once

// Which backups are kept: near days one by one, far ones more thinly.

#include <set>
#include <span>

#include "base/time.h"

namespace lianxi {

inline constexpr std::size_t kKeptDays = 7;
inline constexpr std::size_t kKeptWeeks = 4;
inline constexpr std::size_t kKeptMonths = 12;

/// Of the days that have a backup, those whose backup is kept: the latest 7 of them, the latest day
/// of each of the 4 latest weeks (from Monday) and of each of the 12 latest months that have one.
/// Weeks and months without a backup are not counted, so that a break costs nothing. Of days after
/// `today`, which come from a clock that was wrong, the latest is kept, as one of the 7.
std::set<StudyDay> kept_backups(std::span<const StudyDay> days, StudyDay today);

}  // namespace lianxi
