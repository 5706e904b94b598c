#include "app/stats_screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "app/bar.h"
#include "app/columns.h"
#include "app/lookup.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

using Texts = std::vector<std::string>;

constexpr std::array<const char*, 7> kWeekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr int kWeeks = 53;
constexpr int kBar = 24;

double minutes_of(std::chrono::milliseconds taken) {
  return static_cast<double>(taken.count()) / 60'000;
}

int weekday_of(StudyDay day) {
  return static_cast<int>((std::chrono::weekday{day} - std::chrono::Monday).count());
}

/// Eight heights; "·" for nothing.
const char* height(double value, double highest) {
  static constexpr const char* kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (value <= 0 || highest <= 0) return "·";
  return kBars[std::clamp(static_cast<int>(value * 8 / highest), 0, 7)];
}

std::string percent(double share) { return fmt::format("{:.0f}", 100 * share); }

std::string recall_text(const Proportion& recall) {
  const Interval interval = interval_95(recall);
  return fmt::format("{:>3} %  {:>7} %  {} of {}{}", percent(recall.share()),
                     percent(interval.low) + "-" + percent(interval.high), recall.successes,
                     recall.of, recall.of < kFew ? ", few" : "");
}

Texts total_lines(const StatsReport& report) {
  Texts lines = {fmt::format("{}, {} · {} in a row, longest {}", to_string(report.today),
                             kWeekdays[static_cast<std::size_t>(weekday_of(report.today))],
                             counted(report.streak.now, "day"), report.streak.longest),
                 "", "               reviews     new  drills  recalled  minutes"};
  const auto line = [&](const char* name, const DayTotal& total, double days) {
    const auto per_day = [&](auto value) { return static_cast<double>(value) / days; };
    const double share = total.reviews == 0 ? 0 : per_day(total.recalled) / per_day(total.reviews);
    lines.push_back(fmt::format(
        "{:<14}{:>8.0f}{:>8.0f}{:>8.0f}{:>10}{:>9.1f}", name, per_day(total.reviews),
        per_day(total.introduced), per_day(total.drills),
        total.reviews == 0 ? "-" : percent(share) + " %", per_day(minutes_of(total.taken))));
  };
  line("today", report.on_today, 1);
  line("this week", report.in_week, 1);
  DayTotal month;
  int studied = 0;
  for (auto day = report.all_days.lower_bound(report.today - Days{29});
       day != report.all_days.end() && day->first <= report.today; ++day) {
    month += day->second;
    ++studied;
  }
  if (studied == 0) return lines;
  line("a day studied", month, studied);
  lines.back() += fmt::format("   {} of 30 days", studied);
  return lines;
}

/// Answers of each day, a column a week, Monday on top.
Texts drawn_calendar(const StatsReport& report) {
  const StudyDay first = report.today - Days{weekday_of(report.today)} - Days{7 * (kWeeks - 1)};
  std::int64_t most = 0;
  for (auto day = report.all_days.lower_bound(first); day != report.all_days.end(); ++day) {
    most = std::max(most, day->second.answers());
  }
  std::string months(kWeeks + 3, ' ');
  for (int week = 0; week < kWeeks; ++week) {
    const std::chrono::year_month_day monday{first + Days{7 * week}};
    if (static_cast<unsigned>(monday.day()) > 7) continue;
    const char* name = kMonths[static_cast<unsigned>(monday.month()) - 1];
    std::copy(name, name + 3, months.begin() + week);
  }
  Texts lines = {"the last year", "      " + months};
  static constexpr const char* kShades[] = {"·", "░", "▒", "▓", "█"};
  for (int weekday = 0; weekday < 7; ++weekday) {
    std::string line = weekday % 2 == 0
                           ? fmt::format("  {} ", kWeekdays[static_cast<std::size_t>(weekday)])
                           : "      ";
    for (int week = 0; week < kWeeks; ++week) {
      const StudyDay day = first + Days{7 * week + weekday};
      const auto found = report.all_days.find(day);
      const std::int64_t answers = found == report.all_days.end() ? 0 : found->second.answers();
      const auto shade = answers == 0 ? 0 : 1 + std::min<std::int64_t>(3, (answers - 1) * 4 / most);
      line += day > report.today ? " " : kShades[shade];
    }
    lines.push_back(std::move(line));
  }
  if (most > 0) lines.push_back(fmt::format("      answers a day: · none  ░ ▒ ▓ █ up to {}", most));
  return lines;
}

Texts counted_calendar(const StatsReport& report) {
  std::map<std::chrono::year_month, std::pair<int, DayTotal>> months;
  for (auto day = report.all_days.lower_bound(report.today - Days{365});
       day != report.all_days.end() && day->first <= report.today; ++day) {
    const std::chrono::year_month_day date{day->first};
    auto& [days, total] = months[date.year() / date.month()];
    ++days;
    total += day->second;
  }
  Texts lines = {"the last year"};
  for (const auto& [month, studied] : months) {
    lines.push_back(fmt::format("  {:04}-{:02}  {}, {}, {}", static_cast<int>(month.year()),
                                static_cast<unsigned>(month.month()), counted(studied.first, "day"),
                                counted(studied.second.answers(), "answer"),
                                minutes_text(minutes_of(studied.second.taken))));
  }
  if (months.empty()) lines.push_back("  no answer yet");
  return lines;
}

Texts recall_lines(const StatsReport& report) {
  Texts lines = {"recall, of cards seen on an earlier day; 95 % interval"};
  std::size_t width = 0;
  for (const GroupRecall& group : report.recall) {
    width = std::max(width, static_cast<std::size_t>(std::min(24, display_width(group.name))));
  }
  std::string by;
  for (const GroupRecall& group : report.recall) {
    lines.push_back(fmt::format("  {:<9} {}  {}", group.by == by ? "" : group.by,
                                padded(shortened(group.name, 24), static_cast<int>(width)),
                                recall_text(group.recall)));
    by = group.by;
  }
  if (report.recall.empty()) lines.push_back("  no such review yet");
  return lines;
}

Texts card_lines(const StatsReport& report) {
  std::string head = "cards          ";
  for (const auto name : kMaturityNames) head += fmt::format("{:>10}", name);
  Texts lines = {head + "       all"};
  CardCounter::ByMaturity sums{};
  const auto line = [&](std::string_view name, const CardCounter::ByMaturity& counts) {
    std::string text = fmt::format("  {:<13}", name);
    for (const auto count : counts) text += fmt::format("{:>10}", count);
    lines.push_back(text + fmt::format("{:>10}", std::accumulate(counts.begin(), counts.end(),
                                                                 std::int64_t{0})));
  };
  for (const auto& [kind, counts] : report.cards) {
    line(to_string(kind), counts);
    for (std::size_t i = 0; i < counts.size(); ++i) sums[i] += counts[i];
  }
  line("all", sums);
  return lines;
}

/// Groups side by side: from a number up to below the next.
template <typename Starts, typename Counts, typename Name>
Texts group_lines(std::string title, const Starts& from, const Counts& counts, const Name& name,
                  bool draws) {
  Texts lines = {std::move(title)};
  const auto most = static_cast<double>(*std::max_element(counts.begin(), counts.end()));
  for (std::size_t i = 0; i < from.size(); ++i) {
    lines.push_back(fmt::format("  {:<13}{:>8}", name(i), counts[i]));
    if (draws) lines.back() += "  " + bar(static_cast<double>(counts[i]), most, kBar);
  }
  return lines;
}

Texts interval_lines(const StatsReport& report, bool draws) {
  const auto name = [](std::size_t i) {
    return i + 1 == kIntervalsFrom.size()
               ? fmt::format("{} and more", kIntervalsFrom[i])
               : fmt::format("{} to {}", kIntervalsFrom[i], kIntervalsFrom[i + 1] - 1);
  };
  return group_lines("intervals in days", kIntervalsFrom, report.intervals, name, draws);
}

Texts ease_lines(const StatsReport& report, bool draws) {
  const auto name = [](std::size_t i) {
    return i + 1 == kEaseFrom.size() ? fmt::format("{:.2f} and more", kEaseFrom[i] / 100.0)
                                     : fmt::format("{:.2f} to {:.2f}", kEaseFrom[i] / 100.0,
                                                   (kEaseFrom[i + 1] - 1) / 100.0);
  };
  return group_lines("ease", kEaseFrom, report.ease, name, draws);
}

Texts due_lines(const StatsReport& report, bool draws) {
  const auto within = [&](std::size_t days) {
    DueDay sum;
    for (std::size_t i = 0; i < days; ++i) {
      sum.cards += report.due[i].cards;
      sum.minutes += report.due[i].minutes;
    }
    return sum;
  };
  Texts lines = {"due, of cards that are known now"};
  for (const std::size_t days :
       {std::size_t{1}, std::size_t{7}, std::size_t{30}, report.due.size()}) {
    const DueDay due = within(days);
    lines.push_back(fmt::format("  {:<13}{:>8}  {}",
                                days == 1 ? "today" : fmt::format("{} days", days),
                                counted(due.cards, "card"), minutes_text(due.minutes)));
  }
  if (!draws) return lines;
  std::int64_t most = 0;
  for (const DueDay& day : report.due) most = std::max(most, day.cards);
  std::string bars = "  ";
  for (std::size_t i = 0; i < 60 && i < report.due.size(); ++i) {
    bars += height(static_cast<double>(report.due[i].cards), static_cast<double>(most));
  }
  lines.push_back(bars + fmt::format("  60 days, up to {}", most));
  return lines;
}

}  // namespace

std::vector<std::string> stats_lines(const StatsReport& report, bool draws) {
  Texts lines = total_lines(report);
  for (const Texts& part : {draws ? drawn_calendar(report) : counted_calendar(report),
                            recall_lines(report), card_lines(report), interval_lines(report, draws),
                            ease_lines(report, draws), due_lines(report, draws)}) {
    lines.push_back("");
    lines.insert(lines.end(), part.begin(), part.end());
  }
  return lines;
}

}  // namespace lianxi::app
