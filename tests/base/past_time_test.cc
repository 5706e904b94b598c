#include "base/past_time.h"

#include <doctest/doctest.h>

#include <string>

namespace lianxi {
namespace {

/// 2026-03-02T09:30+08:00, a Monday.
const Moment kNow{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{1} +
                      std::chrono::minutes{30},
                  std::chrono::minutes{480}};

/// Local time as ISO, with a Z where the offset is given; "-" for no time.
std::string read(std::string_view text, Moment now = kNow) {
  const auto time = past_time_from_string(text, now);
  if (!time) return "-";
  const Moment local{
      std::chrono::sys_time<std::chrono::milliseconds>{time->local.time_since_epoch()}, {}};
  return to_string(local).substr(0, 16) + (time->offset ? "!" : "");
}

}  // namespace

TEST_CASE("a moment gone by is read as people say it") {
  const struct {
    const char* text;
    const char* wanted;  // with ! where the offset is known
  } rows[] = {
      {"2026-02-28T18:00", "2026-02-28T18:00"},
      {"2026-02-28 18:00", "2026-02-28T18:00"},
      {"2026-02-28T18:00+09:00", "2026-02-28T18:00!"},
      {"2026-02-28", "2026-02-28T00:00"},
      {"yesterday 18:00", "2026-03-01T18:00"},
      {"yesterday  9:05", "2026-03-01T09:05"},
      {"today 9:00", "2026-03-02T09:00"},
      {"today 09:00", "2026-03-02T09:00"},
      {"today 18:00", "2026-03-02T18:00"},  // to come: whoever asked is told
      {"9:30", "2026-03-02T09:30"},
      {"9:31", "2026-03-01T09:31"},
      {"18:00", "2026-03-01T18:00"},
      {"0:00", "2026-03-02T00:00"},
      {"2 hours ago", "2026-03-02T07:30!"},
      {"1 hour ago", "2026-03-02T08:30!"},
      {"90 minutes ago", "2026-03-02T08:00!"},
      {"-2h", "2026-03-02T07:30!"},
      {"-30m", "2026-03-02T09:00!"},
      {"3 days ago", "2026-02-27T09:30"},
      {"-1d", "2026-03-01T09:30"},
      {"1 week ago", "2026-02-23T09:30"},
      {"-2w", "2026-02-16T09:30"},
      {" 2 hours ago ", "2026-03-02T07:30!"},
      {"", "-"},
      {"-", "-"},
      {"ago", "-"},
      {"now", "-"},
      {"yesterday", "-"},
      {"yesterday18:00", "-"},
      {"yesterday 24:00", "-"},
      {"yesterday 18:60", "-"},
      {"18:", "-"},
      {"18", "-"},
      {"2 hours", "-"},
      {"2 hours ago then", "-"},
      {"hours ago", "-"},
      {"-2", "-"},
      {"--2h", "-"},
      {"- -2h", "-"},
      {"-2 h ago", "-"},
      {"2 h ago", "-"},
      {"-2hours", "-"},
      {"2 hoursago", "-"},
      {"1000001 days ago", "-"},
      {"99999999999999999999 days ago", "-"},
      {"tomorrow 9:00", "-"},
      {"2026-02-30", "-"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.wanted);
  }
}

TEST_CASE("today is the learner's day, wherever that is") {
  const Moment night{kNow.utc, std::chrono::minutes{-600}};  // 2026-03-01T15:30-10:00
  CHECK(read("today 9:00", night) == "2026-03-01T09:00");
  CHECK(read("yesterday 9:00", night) == "2026-02-28T09:00");
  CHECK(read("18:00", night) == "2026-02-28T18:00");
  CHECK(read("-2h", night) == "2026-03-01T13:30!");
}

}  // namespace lianxi
