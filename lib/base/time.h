#pragma once

// Time as the program knows it. Nothing in lib/ asks what time it is: a `Moment` or a `StudyDay`
// comes in as an argument, and only a command holds a `Clock`.

#include <chrono>
#include <cstdint>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace lianxi {

using Days = std::chrono::days;

/// A calendar day of study; it turns at the rollover hour, not at midnight.
using StudyDay = std::chrono::local_days;

/// An instant, with the UTC offset the learner had then.
struct Moment {
  std::chrono::sys_time<std::chrono::milliseconds> utc;
  std::chrono::minutes offset{0};  ///< local = utc + offset
  std::int64_t ms() const { return utc.time_since_epoch().count(); }
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// The day of study an instant belongs to: floor((utc + offset - rollover) / 24 h).
StudyDay study_day(Moment at, std::chrono::hours rollover = std::chrono::hours{4});

/// Days since 1970-01-01, as the database keeps a day.
constexpr std::int64_t day_number(StudyDay day) { return day.time_since_epoch().count(); }
constexpr StudyDay day_from_number(std::int64_t number) { return StudyDay{Days{number}}; }

std::string to_string(StudyDay day);      ///< "2026-03-02"
std::string to_string(Moment at);         ///< "2026-03-02T09:00:00.000+08:00"
/// Reads "2026-03-02". Nothing for a day that does not exist.
std::optional<StudyDay> day_from_string(std::string_view text);

/// ISO 8601 as `--now` takes it: "2026-03-02", "2026-03-02T09:00", seconds and milliseconds
/// optional, a space for the T; then "Z", "+08:00", "+0800", "+08" or nothing.
struct IsoTime {
  std::chrono::local_time<std::chrono::milliseconds> local;
  std::optional<std::chrono::minutes> offset;  ///< none: the zone of the machine decides
};
std::optional<IsoTime> iso_time_from_string(std::string_view text);

/// Where the time comes from. Only app/ has one that asks the machine.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Moment now() const = 0;
};

/// A hybrid logical clock: orders events across devices although their wall clocks disagree.
/// Source: Kulkarni et al., "Logical Physical Clocks", OPODIS 2014.
struct HybridTime {
  std::int64_t ms = 0;  ///< UTC milliseconds, 48 bits
  std::int32_t n = 0;   ///< 0..65535, counts events within one ms
  friend auto operator<=>(const HybridTime&, const HybridTime&) = default;
};

/// The clock of the next event written at `wall_ms` when `last` is the latest seen: always later
/// than `last`, and (wall, 0) where the wall clock is ahead.
HybridTime next_hybrid_time(HybridTime last, std::int64_t wall_ms);

}  // namespace lianxi
