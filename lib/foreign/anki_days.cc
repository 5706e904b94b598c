#include "foreign/anki_days.h"

#include <algorithm>

namespace lianxi {
namespace {

using namespace std::chrono_literals;
using std::chrono::floor;
using Seconds = std::chrono::seconds;

constexpr auto kAnkiRollover = 4h;
/// No place on earth is further east.
constexpr auto kEast = 13h;
/// As far as days are believed: nearly five hundred years.
constexpr std::int64_t kFar = 180'000;
constexpr auto kFarSeconds = Seconds{Days{kFar}};
constexpr auto kFarthestEast = std::chrono::minutes{24h};

Seconds near(std::int64_t created) {
  return std::clamp(Seconds{created}, -kFarSeconds, kFarSeconds);
}

/// How far east of UTC it was 04:00 at that second.
Seconds offset_at_rollover(Seconds created) {
  const Seconds utc = created - floor<Days>(created);
  const Seconds east = kAnkiRollover - utc;
  return east + 24h <= kEast ? east + 24h : east > kEast ? east - 24h : east;
}

StudyDay local_date(Seconds at) { return StudyDay{floor<Days>(at)}; }

}  // namespace

AnkiDays::AnkiDays(std::int64_t created)
    : scheduler_1_(true),
      created_(near(created)),
      offset_(offset_at_rollover(created_)),
      rollover_(kAnkiRollover),
      first_(local_date(created_ + offset_)) {}

AnkiDays::AnkiDays(std::int64_t created, std::chrono::minutes west, std::chrono::hours rollover)
    : scheduler_1_(false),
      created_(near(created)),
      offset_(std::clamp(-west, -kFarthestEast, kFarthestEast)),
      rollover_(std::clamp(rollover, 0h, 23h)),
      first_(local_date(created_ + offset_)) {}

StudyDay AnkiDays::day_of(std::chrono::milliseconds since_epoch) const {
  const Seconds at = std::clamp(floor<Seconds>(since_epoch), -kFarSeconds, kFarSeconds);
  if (scheduler_1_) return first_ + floor<Days>(at - created_);
  return local_date(at + offset_ - rollover_);
}

StudyDay AnkiDays::day_at(std::int64_t number) const {
  return first_ + Days{std::clamp(number, -kFar, kFar)};
}

std::chrono::minutes AnkiDays::offset() const {
  return std::chrono::round<std::chrono::minutes>(offset_);
}

}  // namespace lianxi
