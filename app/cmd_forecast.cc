#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/bar.h"
#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "base/coming_day.h"
#include "session/forecast_report.h"
#include "stats/figures.h"

namespace lianxi::app {
namespace {

/// So many days get a line each, the others one a week.
constexpr std::size_t kSingleDays = 7;
constexpr std::size_t kWeek = 7;
/// Columns of the numbers, without and with a break, and the most that a bar takes.
constexpr int kNumbers = 36, kNumbersOfBreak = 45, kBarWidth = 30;

StudyDay coming_day(const std::string& text, StudyDay today) {
  const auto day = coming_day_from_string(text, today);
  if (day) return *day;
  throw Error(ErrorKind::usage, fmt::format("--break: {} is no day to come", text),
              "write it like 2026-04-01..2026-04-14, or tomorrow..+7");
}

/// "FROM..TO", to end before the last of so many days.
StudyBreak break_of(const std::string& text, StudyDay today, int days) {
  const auto dots = text.find("..");
  if (dots == std::string::npos || dots == 0 || dots + 2 == text.size()) {
    throw Error(ErrorKind::usage, fmt::format("--break: {} is not from one day to another", text),
                "write it like 2026-04-01..2026-04-14, or tomorrow..+7");
  }
  const StudyBreak pause{coming_day(text.substr(0, dots), today),
                         coming_day(text.substr(dots + 2), today)};
  if (pause.last < pause.first) {
    throw Error(
        ErrorKind::usage,
        fmt::format("--break: {} is before {}", to_string(pause.last), to_string(pause.first)),
        "the first day comes first");
  }
  const StudyDay end = today + Days{days - 1};
  if (pause.last >= end) {
    throw Error(
        ErrorKind::usage,
        fmt::format("--break: the forecast ends on {}, before the break is over", to_string(end)),
        "--days looks further, up to a year");
  }
  return pause;
}

LoadDay total_of(const std::vector<LoadDay>& days) {
  const auto count = static_cast<double>(days.size());
  const LoadDay mean = mean_day(days, 0, days.size());
  return {mean.day, std::round(count * mean.reviews), std::round(count * mean.new_cards),
          std::round(count * mean.drills), std::round(count * mean.minutes)};
}

/// The days that follow a break, on the average.
double minutes_after(const BreakCost& cost, const std::vector<LoadDay>& days) {
  const auto place = (cost.pause.last + Days{1} - days.front().day).count();
  return mean_day(days, static_cast<std::size_t>(place), days.size()).minutes;
}

// As JSON
// ------------------------------------------------------------------------------------------

Json days_json(const std::vector<LoadDay>& days) {
  Json rows = Json::array();
  for (const LoadDay& day : days) {
    rows.push_back({{"date", to_string(day.day)},
                    {"reviews", day.reviews},
                    {"new", day.new_cards},
                    {"drills", day.drills},
                    {"minutes", day.minutes}});
  }
  return rows;
}

Json peak_json(const LoadDay& peak) {
  return {{"date", to_string(peak.day)}, {"minutes", peak.minutes}};
}

double hundredths(double value) { return std::round(100 * value) / 100; }

Json cost_json(const BreakCost& cost, const ForecastReport& report) {
  const StudyDay after = cost.pause.last + Days{1};
  Json plan;
  if (cost.plan) {
    plan = {{"date", to_string(after)},
            {"minutes", cost.plan->minutes},
            {"days", cost.plan->days},
            {"peak_minutes", cost.plan->peak_minutes}};
  }
  return {{"from", to_string(cost.pause.first)},
          {"to", to_string(cost.pause.last)},
          {"waiting", cost.waiting},
          {"mean_minutes_without", hundredths(minutes_after(cost, report.days))},
          {"peak_without", peak_json(peak_day(report.days, after))},
          {"peak", peak_json(peak_day(cost.days, after))},
          {"level", day_or_null(cost.level)},
          {"plan", std::move(plan)},
          {"without", days_json(report.days)}};
}

Json to_json(const ForecastReport& report) {
  const std::vector<LoadDay>& days = report.expected();
  const LoadDay total = total_of(days);
  Json json{{"schema", 1},
            {"date", to_string(report.today)},
            {"days", days.size()},
            {"new_cards", report.new_cards},
            {"begun_a_day", hundredths(report.begun_a_day)},
            {"measured", report.measured},
            {"total",
             {{"reviews", total.reviews},
              {"new", total.new_cards},
              {"drills", total.drills},
              {"minutes", total.minutes}}},
            {"peak", peak_json(peak_day(days, report.today))},
            {"forecast", days_json(days)}};
  if (report.cost) json["break"] = cost_json(*report.cost, report);
  return json;
}

// For a person
// -------------------------------------------------------------------------------------

/// Prints days and weeks, with bars where they can be seen.
class Lines {
 public:
  Lines(const ForecastReport& report, Shell& shell)
      : report_(report),
        days_(report.expected()),
        highest_(peak_day(days_, report.today).minutes),
        bar_width_(
            !shell.out_is_terminal || shell.is_accessible()
                ? 0
                : std::min(kBarWidth, shell.width - (report.cost ? kNumbersOfBreak : kNumbers))),
        shell_(shell) {}

  void print() const {
    shell_.out << fmt::format("{:<10} {:>6} {:>6} {:>7}{}\n", "day", "due", "new", "min",
                              report_.cost ? "  without the break" : "");
    const std::size_t single = std::min(kSingleDays, days_.size());
    for (std::size_t i = 0; i < single; ++i) line(i, 1, "{:.0f}");
    if (single < days_.size()) shell_.out << "a day, in the week from\n";
    for (std::size_t i = single; i < days_.size(); i += kWeek) line(i, kWeek, "{:.1f}");
  }

 private:
  void line(std::size_t first, std::size_t count, const char* cards) const {
    const LoadDay mean = mean_day(days_, first, count);
    std::string text = fmt::format("{} {:>6} {:>6} {:>7.1f}", to_string(mean.day),
                                   fmt::format(fmt::runtime(cards), mean.reviews),
                                   fmt::format(fmt::runtime(cards), mean.new_cards), mean.minutes);
    if (report_.cost) {
      text += fmt::format(" {:>8.1f}", mean_day(report_.days, first, count).minutes);
    }
    if (bar_width_ > 0 && mean.minutes > 0) text += "  " + bar(mean.minutes, highest_, bar_width_);
    shell_.out << text << '\n';
  }

  const ForecastReport& report_;
  const std::vector<LoadDay>& days_;
  double highest_;
  int bar_width_;  ///< none where it cannot be seen
  Shell& shell_;
};

std::string peak_text(const LoadDay& peak) {
  return fmt::format("{} on {}", minutes_text(peak.minutes), to_string(peak.day));
}

void print_totals(const ForecastReport& report, Shell& shell) {
  const std::vector<LoadDay>& days = report.expected();
  const LoadDay total = total_of(days);
  shell.out << fmt::format("{}: {:.0f} due, {:.0f} new, {} a day; at most {}\n",
                           counted(std::ssize(days), "day"), total.reviews, total.new_cards,
                           minutes_text(mean_day(days, 0, days.size()).minutes, 1),
                           peak_text(peak_day(days, report.today)));
  shell.out << fmt::format("new cards: at most {} a day; you have begun {:.1f} a day lately\n",
                           report.new_cards, report.begun_a_day);
  if (!report.measured) {
    shell.out << fmt::format("the times are a guess until there are {} reviews\n",
                             kReviewsToMeasure);
  }
}

void print_break(const BreakCost& cost, const ForecastReport& report, Shell& shell) {
  const StudyDay after = cost.pause.last + Days{1};
  shell.out << fmt::format(
      "break of {}: {} on {}\n", counted((after - cost.pause.first).count(), "day"),
      cost.waiting == 1 ? "1 card waits" : fmt::format("{} cards wait", cost.waiting),
      to_string(after));
  shell.out << fmt::format("  without it  {} a day from then on, at most {}\n",
                           minutes_text(minutes_after(cost, report.days), 1),
                           peak_text(peak_day(report.days, after)));
  shell.out << fmt::format("  with it     at most {}; {}\n", peak_text(peak_day(cost.days, after)),
                           cost.level ? fmt::format("as without it after {}",
                                                    counted((*cost.level - after).count(), "day"))
                                      : "not yet as without it at the end");
  if (cost.plan) {
    shell.out << fmt::format(
        "  spread      lianxi catchup --minutes {} on {}: level in {}, at most {} a day "
        "with new cards\n",
        cost.plan->minutes, to_string(after), counted(cost.plan->days, "day"),
        minutes_text(cost.plan->peak_minutes));
  }
}

void print_report(const ForecastReport& report, Shell& shell) {
  const LoadDay total = total_of(report.expected());
  if (total.reviews + total.new_cards + total.drills == 0) {
    shell.out << fmt::format("Nothing is due in {}.\n", counted(std::ssize(report.days), "day"));
    return;
  }
  print_totals(report, shell);
  Lines(report, shell).print();
  if (report.cost) print_break(*report.cost, report, shell);
}

void print_records(const std::vector<LoadDay>& days, Shell& shell) {
  for (const LoadDay& day : days) {
    shell.out << fmt::format("{}\t{}\t{}\t{}\t{}\n", to_string(day.day), day.reviews, day.new_cards,
                             day.drills, day.minutes);
  }
}

}  // namespace

int run_forecast(const ForecastOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  store::Settings settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  settings.new_cards = options.new_cards.value_or(settings.new_cards);
  ForecastSpan span{options.days};
  if (!options.pause.empty()) span.pause = break_of(options.pause, today, options.days);
  const store::Selection selection{query_of(db, {{}, options.deck, {}})};
  const ForecastReport report = forecast_report(db, settings, today, selection, span);
  if (shell.options.json) {
    print_json(shell, to_json(report));
  } else if (shell.options.plain) {
    print_records(report.expected(), shell);
  } else {
    print_report(report, shell);
  }
  return kDone;
}

}  // namespace lianxi::app
