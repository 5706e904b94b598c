#pragma once

// Numbers and days as files hold them: anything may stand there.

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace lianxi {

/// A whole number and nothing else; nothing beyond a million million.
std::optional<std::int64_t> whole_number(std::string_view text);

/// "2.370", and "2,370" as some countries write it; nothing beyond a million.
std::optional<double> decimal_number(std::string_view text);

/// The day a number of seconds since 1970 falls on, in UTC; nothing before 1980 or after 2199,
/// where no flashcard was answered.
std::optional<StudyDay> utc_day(std::int64_t unix_seconds);

/// The day, unless it lies before 1980 or after 2199.
std::optional<StudyDay> plausible_day(std::int64_t day_number);

/// An ease times 100, of one like 2.5; never under 130, nor above 9.99.
int ease_from(double ease);

}  // namespace lianxi
