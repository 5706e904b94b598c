#include "base/time.h"

#include <doctest/doctest.h>

#include <string>

#include "support/number_table.h"

namespace lianxi {
namespace {

using namespace std::chrono_literals;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

Moment moment(std::int64_t utc_ms, std::int64_t offset_min = 0) {
  return {std::chrono::sys_time<milliseconds>{milliseconds{utc_ms}}, minutes{offset_min}};
}

/// An instant by the clock on the wall at `offset`.
Moment local(const std::string& text, minutes offset) {
  const auto time = iso_time_from_string(text);
  REQUIRE(time);
  return moment((time->local.time_since_epoch() - offset).count(), offset.count());
}

TEST_CASE("The study day agrees with the carried figures") {
  const auto rows = read_number_table(LIANXI_TEST_DIR "/local_day.csv");
  REQUIRE(rows.size() == 100);
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    CAPTURE(row[2]);
    CHECK(day_number(study_day(moment(row[0], row[1]), hours{row[2]})) == row[3]);
  }
}

TEST_CASE("The study day turns at the rollover hour of the learner's own clock") {
  const struct {
    std::string name;
    std::string local_time;
    minutes offset;
    hours rollover;
    std::string day;
  } rows[] = {
      {"an evening in Shanghai", "2026-03-02T23:59", 8h, 4h, "2026-03-02"},
      {"after midnight it is still the evening", "2026-03-03T03:59:59.999", 8h, 4h, "2026-03-02"},
      {"four in the morning", "2026-03-03T04:00", 8h, 4h, "2026-03-03"},
      {"rollover at midnight", "2026-03-03T00:00", 8h, 0h, "2026-03-03"},
      {"the night the clock goes forward", "2026-03-29T03:00", 2h, 4h, "2026-03-28"},
      {"the night the clock goes back", "2026-10-25T04:00", 1h, 4h, "2026-10-25"},
      {"a leap day", "2028-02-29T12:00", 0h, 4h, "2028-02-29"},
      {"before 1970", "1969-12-31T12:00", 0h, 4h, "1969-12-31"},
      {"half an hour off", "2026-03-03T03:59", 5h + 30min, 4h, "2026-03-02"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(to_string(study_day(local(row.local_time, row.offset), row.rollover)) == row.day);
  }
}

TEST_CASE("Flying over the date line can bring the same study day back") {
  const Moment before = local("2026-03-03T09:00", 13h);
  const Moment after = moment(before.ms() + milliseconds{9h}.count(), -10 * 60);
  CHECK(study_day(before) == *day_from_string("2026-03-03"));
  CHECK(study_day(after) == *day_from_string("2026-03-02"));
}

TEST_CASE("A day is a number from 1970 on and back") {
  CHECK(day_number(*day_from_string("1970-01-01")) == 0);
  CHECK(day_number(*day_from_string("1969-12-31")) == -1);
  CHECK(day_number(*day_from_string("2024-03-01")) == 19783);
  CHECK(to_string(day_from_number(19783)) == "2024-03-01");
}

TEST_CASE("A moment is printed with milliseconds and its offset") {
  const struct {
    std::int64_t utc_ms, offset_min;
    std::string text;
  } rows[] = {
      {0, 0, "1970-01-01T00:00:00.000+00:00"},
      {0, 480, "1970-01-01T08:00:00.000+08:00"},
      {-1, 0, "1969-12-31T23:59:59.999+00:00"},
      {1, -30, "1969-12-31T23:30:00.001-00:30"},
      {1772413200000, 480, "2026-03-02T09:00:00.000+08:00"},
      {1772413200000, -210, "2026-03-01T21:30:00.000-03:30"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(to_string(moment(row.utc_ms, row.offset_min)) == row.text);
  }
}

TEST_CASE("A printed moment is read back") {
  for (const std::int64_t offset : {-720, -210, -1, 0, 330, 765, 840}) {
    CAPTURE(offset);
    const Moment at = moment(1772413212345, offset);
    const auto time = iso_time_from_string(to_string(at));
    REQUIRE(time);
    CHECK(time->offset == at.offset);
    CHECK(time->local.time_since_epoch() == at.utc.time_since_epoch() + at.offset);
  }
}

TEST_CASE("ISO 8601 is read in the forms that people type") {
  constexpr std::int64_t nine = 1772442000000;  // 2026-03-02T09:00
  const struct {
    std::string text;
    std::int64_t local_ms;
    std::optional<minutes> offset;
  } rows[] = {
      {"2026-03-02", nine - milliseconds{9h}.count(), {}},
      {"2026-03-02T09:00", nine, {}},
      {"2026-03-02t09:00", nine, {}},
      {"2026-03-02 09:00", nine, {}},
      {"2026-03-02T09:00:07", nine + 7000, {}},
      {"2026-03-02T09:00:07.089", nine + 7089, {}},
      {"2026-03-02T09:00:07,089", nine + 7089, {}},
      {"2026-03-02T09:00Z", nine, 0min},
      {"2026-03-02T09:00z", nine, 0min},
      {"2026-03-02T09:00+08:00", nine, 8h},
      {"2026-03-02T09:00+0800", nine, 8h},
      {"2026-03-02T09:00+08", nine, 8h},
      {"2026-03-02 09:00:07.089-03:30", nine + 7089, -(3h + 30min)},
      {"2026-03-02T09:00-00:30", nine, -30min},
      {"1969-12-31T23:59", -60000, {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto time = iso_time_from_string(row.text);
    REQUIRE(time);
    CHECK(time->local.time_since_epoch().count() == row.local_ms);
    CHECK(time->offset == row.offset);
  }
}

TEST_CASE("What is no time is none") {
  const std::string rows[] = {
      "",
      "yesterday",
      "2026",
      "2026-03",
      "2026-3-2",
      "26-03-02",
      "20260302",
      "2026/03/02",
      "2026-00-01",
      "2026-13-01",
      "2026-03-00",
      "2026-03-32",
      "2026-02-29",
      "2100-02-29",
      "+2026-03-02",
      " 2026-03-02",
      "2026-03-02 ",
      "2026-03-02T",
      "2026-03-02T9:00",
      "2026-03-02T09",
      "2026-03-02T0900",
      "2026-03-02T24:00",
      "2026-03-02T09:60",
      "2026-03-02T09:00:60",
      "2026-03-02T09:00:",
      "2026-03-02T09:00:07.",
      "2026-03-02T09:00:07.5",
      "2026-03-02T09:00:07.0890",
      "2026-03-02T09:00 ",
      "2026-03-02T09:00x",
      "2026-03-02T09:00+",
      "2026-03-02T09:00+8",
      "2026-03-02T09:00+08:",
      "2026-03-02T09:00+08:0",
      "2026-03-02T09:00+08:60",
      "2026-03-02T09:00+08:00x",
      "2026-03-02T09:00+080",
      "2026-03-02T09:00+15:00",
      "2026-03-02T09:00Z+08:00",
      "2026-03-02T09:00ZZ",
      "2026-03-02+08:00",
      "２０２６-03-02",
  };
  for (const std::string& text : rows) {
    CAPTURE(text);
    CHECK(!iso_time_from_string(text));
  }
}

TEST_CASE("A day is read without a time, and only if it exists") {
  CHECK(day_from_string("2028-02-29").has_value());
  for (const std::string text :
       {"2026-02-29", "2026-03-02T09:00", "2026-03-02Z", "2026-04-31", ""}) {
    CAPTURE(text);
    CHECK(!day_from_string(text));
  }
}

TEST_CASE("The hybrid clock follows the wall clock and never stands still") {
  const struct {
    std::string name;
    HybridTime last;
    std::int64_t wall_ms;
    HybridTime next;
  } rows[] = {
      {"the wall clock is ahead", {1000, 7}, 1001, {1001, 0}},
      {"the same millisecond", {1000, 7}, 1000, {1000, 8}},
      {"the wall clock was set back", {1000, 7}, 10, {1000, 8}},
      {"the last but one number", {1000, 65534}, 1000, {1000, 65535}},
      {"the numbers are used up", {1000, 65535}, 1000, {1001, 0}},
      {"used up, the wall clock back", {1000, 65535}, 10, {1001, 0}},
      {"used up, the wall clock ahead", {1000, 65535}, 5000, {5000, 0}},
      {"the first event", {}, 1000, {1000, 0}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const HybridTime next = next_hybrid_time(row.last, row.wall_ms);
    CHECK(next == row.next);
    CHECK(row.last < next);
  }
}

TEST_CASE("Hybrid times sort by the millisecond, then by the count") {
  CHECK(HybridTime{1000, 65535} < HybridTime{1001, 0});
  CHECK(HybridTime{1000, 1} < HybridTime{1000, 2});
}

}  // namespace
}  // namespace lianxi
