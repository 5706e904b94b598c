#include "session/retention.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace lianxi {
namespace {

StudyDay day(std::string_view text) { return day_from_string(text).value(); }

/// Days from `first`, one after the other.
std::vector<StudyDay> daily(std::string_view first, int count) {
  std::vector<StudyDay> days;
  for (int i = 0; i < count; ++i) days.push_back(day(first) + Days{i});
  return days;
}

std::string text_of(const std::set<StudyDay>& days) {
  std::string text;
  for (const StudyDay each : days) text += (text.empty() ? "" : " ") + to_string(each).substr(5);
  return text;
}

}  // namespace

TEST_CASE("near days are kept one by one, far ones more thinly") {
  struct {
    const char* name;
    std::vector<StudyDay> days;
    const char* today;
    const char* kept;
  } const rows[] = {
      {"none", {}, "2026-03-02", ""},
      {"all of a week", daily("2026-03-02", 7), "2026-03-08",
       "03-02 03-03 03-04 03-05 03-06 03-07 03-08"},
      {"the day after: Sunday stays for its week, which days keep anyway", daily("2026-03-02", 8),
       "2026-03-09", "03-03 03-04 03-05 03-06 03-07 03-08 03-09"},
      {"Sundays of three weeks more, ends of months", daily("2026-01-15", 60), "2026-03-15",
       "01-31 02-22 02-28 03-01 03-08 03-09 03-10 03-11 03-12 03-13 03-14 03-15"},
      {"a break costs nothing", daily("2025-01-01", 5), "2026-03-02",
       "01-01 01-02 01-03 01-04 01-05"},
      {"a clock that was wrong takes one place", daily("2026-03-02", 20), "2026-03-08",
       "03-03 03-04 03-05 03-06 03-07 03-08 03-21"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(text_of(kept_backups(row.days, day(row.today))) == row.kept);
  }
}

TEST_CASE("twelve months of daily backups are twelve months of backups") {
  const auto kept = kept_backups(daily("2024-01-01", 900), day("2026-06-18"));
  CHECK(kept.contains(day("2025-07-31")));
  CHECK_FALSE(kept.contains(day("2025-06-30")));
  CHECK(*kept.rbegin() == day("2026-06-18"));
}

TEST_CASE("the newest is never dropped, and never more than 23 are kept") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const StudyDay today = day("2026-03-02") + Days{random() % 400};
    // Backups are made day by day, by a clock that now and then is wrong, and thinned each time.
    std::vector<StudyDay> days;
    for (StudyDay now = today - Days{random() % 700}; now <= today; now += Days{1}) {
      if (random() % 3 == 0) continue;
      days.push_back(random() % 50 == 0 ? now + Days{random() % 1000} : now);
      const auto kept = kept_backups(days, now);
      CHECK(kept.size() <= kKeptDays + kKeptWeeks + kKeptMonths);
      CHECK(kept.contains(*std::max_element(days.begin(), days.end())));
      StudyDay newest{Days{0}};
      for (const StudyDay each : days) {
        if (each <= now) newest = std::max(newest, each);
      }
      if (newest != StudyDay{Days{0}}) CHECK(kept.contains(newest));
      for (const StudyDay each : kept) {
        CHECK(std::find(days.begin(), days.end(), each) != days.end());
      }
      CHECK(kept_backups(std::vector(kept.begin(), kept.end()), now) == kept);
      days.assign(kept.begin(), kept.end());
    }
  }
}

}  // namespace lianxi
