#pragma once

// A moment gone by, as people say it: "yesterday 18:00", "2 hours ago".

#include <optional>
#include <string_view>

#include "base/time.h"

namespace lianxi {

/// What restore --at takes. The calendar of `now` decides what today is.
///   ISO 8601, as iso_time_from_string reads it
///   "today 9:00", "yesterday 18:00"
///   "18:00": the latest one that is not to come
///   "30 minutes ago", "2 hours ago", "3 days ago", "2 weeks ago"; short "-30m", "-2h", "-3d",
///   "-2w"
/// Minutes and hours are counted on the clock; days and weeks on the calendar, at this time of day.
std::optional<IsoTime> past_time_from_string(std::string_view text, Moment now);

}  // namespace lianxi
