#include "foreign/anki_days.h"

#include <doctest/doctest.h>

#include <limits>

namespace lianxi {
namespace {

using namespace std::chrono_literals;

/// Seconds since 1970 of a moment written with its offset.
std::int64_t at(const char* text) {
  const auto time = iso_time_from_string(text);
  REQUIRE(time);
  REQUIRE(time->offset);
  const auto utc = time->local.time_since_epoch() - *time->offset;
  return std::chrono::duration_cast<std::chrono::seconds>(utc).count();
}

std::string day_of(const AnkiDays& days, const char* moment) {
  return to_string(days.day_of(std::chrono::seconds{at(moment)}));
}

TEST_CASE("schedulers 2 and 3 count calendar days in the offset of the collection") {
  // 08:00 in China is "minutes west" -480; the collection need not begin at the rollover.
  const AnkiDays days(at("2024-03-10T15:30+08:00"), -480min, 4h);
  struct {
    const char* moment;
    const char* day;
  } const rows[] = {
      {"2024-03-10T15:30+08:00", "2024-03-10"}, {"2024-03-11T03:59:59+08:00", "2024-03-10"},
      {"2024-03-11T04:00+08:00", "2024-03-11"}, {"2024-03-10T20:00Z", "2024-03-11"},
      {"2024-03-10T19:59Z", "2024-03-10"},      {"2023-12-31T12:00+08:00", "2023-12-31"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.moment);
    CHECK(day_of(days, row.moment) == row.day);
  }
  CHECK(to_string(days.day_at(0)) == "2024-03-10");
  CHECK(to_string(days.day_at(30)) == "2024-04-09");
  CHECK(to_string(days.day_at(-1)) == "2024-03-09");
  CHECK(days.offset() == 480min);
  CHECK_FALSE(days.is_scheduler_1());
}

TEST_CASE("the days of schedulers 2 and 3 do not move with daylight saving") {
  // Made in New York in winter: UTC-5 for good.
  const AnkiDays days(at("2024-01-15T04:00-05:00"), 300min, 4h);
  CHECK(day_of(days, "2024-07-01T04:30-04:00") == "2024-06-30");
  CHECK(day_of(days, "2024-07-01T05:00-04:00") == "2024-07-01");
  const AnkiDays early(at("2024-01-15T04:00-05:00"), 300min, 0h);
  CHECK(day_of(early, "2024-01-16T00:00-05:00") == "2024-01-16");
}

TEST_CASE("scheduler 1 counts 24 hours from when the collection began, 04:00 local") {
  struct {
    const char* created;
    std::chrono::minutes offset;
    const char* first;
  } const rows[] = {
      {"2012-10-26T04:00+09:00", 540min, "2012-10-26"},
      {"2012-10-26T04:00-08:00", -480min, "2012-10-26"},
      {"2012-10-26T04:00+05:30", 330min, "2012-10-26"},
      {"2012-10-26T04:00+13:00", 780min, "2012-10-26"},
      {"2012-10-26T04:00-10:00", -600min, "2012-10-26"},
      {"2012-10-26T04:00Z", 0min, "2012-10-26"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.created);
    const AnkiDays days(at(row.created));
    CHECK(days.offset() == row.offset);
    CHECK(days.rollover() == 4h);
    CHECK(to_string(days.day_at(0)) == row.first);
    const auto begin = std::chrono::seconds{at(row.created)};
    CHECK(to_string(days.day_of(begin)) == row.first);
    CHECK(days.day_of(begin - 1ms) == days.day_at(-1));
    CHECK(days.day_of(begin + 24h - 1ms) == days.day_at(0));
    CHECK(days.day_of(begin + 24h) == days.day_at(1));
  }
}

TEST_CASE("days beyond any calendar are brought near") {
  const auto most = std::numeric_limits<std::int64_t>::max();
  const auto least = std::numeric_limits<std::int64_t>::min();
  for (const std::int64_t created : {most, least, std::int64_t{0}}) {
    for (const AnkiDays& days :
         {AnkiDays(created), AnkiDays(created, std::chrono::minutes{1 << 20}, 99h)}) {
      for (const std::int64_t number : {most, least}) {
        CHECK(day_number(days.day_at(number)) < 400'000);
        CHECK(day_number(days.day_at(number)) > -400'000);
        CHECK(day_number(days.day_of(std::chrono::milliseconds{number})) < 400'000);
        CHECK(day_number(days.day_of(std::chrono::milliseconds{number})) > -400'000);
      }
    }
  }
}

}  // namespace
}  // namespace lianxi
