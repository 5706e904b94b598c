#include "session/retention.h"

#include <vector>

namespace lianxi {
namespace {

using std::chrono::year_month_day;

/// The Monday of the day's week.
StudyDay week_of(StudyDay day) { return day - (std::chrono::weekday(day) - std::chrono::Monday); }

StudyDay month_of(StudyDay day) {
  const year_month_day date(day);
  return StudyDay(date.year() / date.month() / 1);
}

/// Keeps the latest day of each of the latest `count` periods. `days`: latest first.
void keep_latest(const std::vector<StudyDay>& days, StudyDay (*period_of)(StudyDay),
                 std::size_t count, std::set<StudyDay>& kept) {
  std::set<StudyDay> periods;
  for (const StudyDay day : days) {
    if (periods.contains(period_of(day))) continue;
    if (periods.size() == count) return;
    periods.insert(period_of(day));
    kept.insert(day);
  }
}

}  // namespace

std::set<StudyDay> kept_backups(std::span<const StudyDay> days, StudyDay today) {
  const std::set<StudyDay> all(days.begin(), days.end());
  const auto later = all.upper_bound(today);
  const std::vector<StudyDay> past(std::make_reverse_iterator(later), all.rend());
  std::set<StudyDay> kept;
  if (later != all.end()) kept.insert(*all.rbegin());
  keep_latest(
      past, [](StudyDay day) { return day; }, kKeptDays - kept.size(), kept);
  keep_latest(past, week_of, kKeptWeeks, kept);
  keep_latest(past, month_of, kKeptMonths, kept);
  return kept;
}

}  // namespace lianxi
