#pragma once

// A day to come, as people say it: "tomorrow", "+7".

#include <optional>
#include <string_view>

#include "base/time.h"

namespace lianxi {

/// "2026-03-09", "today", "tomorrow" or "+7" days from today. Nothing for a day gone by.
std::optional<StudyDay> coming_day_from_string(std::string_view text, StudyDay today);

}  // namespace lianxi
