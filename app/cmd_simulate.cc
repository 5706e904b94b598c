#include <fmt/format.h>

#include <algorithm>

#include "app/bar.h"
#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "app/stoppable_task.h"
#include "export/table.h"
#include "session/simulate_report.h"

namespace lianxi::app {
namespace {

constexpr int kPointNumbers = 46, kPointBar = 30;

Json to_json(const SimulateReport& report) {
  Json json{{"schema", 1},
            {"days", report.days},
            {"runs", report.runs},
            {"new_cards", report.new_cards},
            {"cards", report.cards},
            {"waiting", report.waiting},
            {"measured", report.measured},
            {"stopped", report.stopped},
            {"fitted", report.fitted}};
  for (const Table& table : simulate_tables(report)) json[table.name] = rows_json(table);
  Json equal;
  if (report.equal && report.equal->where == EqualKnowledge::Where::within) {
    equal = {{"retention", report.equal->retention},
             {"minutes", report.equal->minutes_a_day},
             {"time_ratio", report.equal->time_ratio.mean},
             {"low", report.equal->time_ratio.interval.low},
             {"high", report.equal->time_ratio.interval.high},
             {"clear", report.equal->clear()}};
  }
  json["equal_knowledge"] = equal;
  json["cheapest_retention"] =
      report.cheapest_retention ? Json(*report.cheapest_retention) : Json();
  return json;
}

/// Prints the points of the curve, with bars of the minutes where they can be seen.
class Curve {
 public:
  Curve(const SimulateReport& report, Shell& shell) : report_(report), shell_(shell) {
    highest_ = report.sm2.minutes_a_day.mean;
    for (const WorkloadPoint& point : report.curve) {
      highest_ = std::max(highest_, point.minutes_a_day.mean);
    }
    const bool drawn = shell.out_is_terminal && !shell.is_accessible();
    bar_width_ = drawn ? std::min(kPointBar, shell.width - kPointNumbers) : 0;
  }

  void print() const {
    shell_.out << fmt::format("{:<10} {:>7} {:>9} {:>9}\n",
                              report_.by_new_cards ? "new a day" : "FSRS at", "min/day", "due/day",
                              "memorized");
    for (const WorkloadPoint& point : report_.curve) {
      line(report_.by_new_cards ? fmt::format("{:.0f}", point.at) : fmt::format("{:.2f}", point.at),
           point);
    }
    if (!report_.sm2.runs.empty()) line("SM-2", report_.sm2);
  }

 private:
  void line(const std::string& name, const WorkloadPoint& point) const {
    std::string text =
        fmt::format("{:<10} {:>7.1f} {:>9.1f} {:>9.0f}", name, point.minutes_a_day.mean,
                    point.reviews_a_day.mean, point.memorized.mean);
    if (bar_width_ > 0) text += "  " + bar(point.minutes_a_day.mean, highest_, bar_width_);
    shell_.out << text << '\n';
  }

  const SimulateReport& report_;
  double highest_ = 0;
  int bar_width_ = 0;
  Shell& shell_;
};

void print_report(const SimulateReport& report, Shell& shell) {
  shell.out << fmt::format(
      "{} in work, {} waiting, at most {} new a day; {}, {}\n",
      counted(static_cast<std::int64_t>(report.cards), "card"), report.waiting,
      report.by_new_cards ? std::string("so many") : std::to_string(report.new_cards),
      counted(report.days, "day"), counted(report.runs, "run"));
  Curve(report, shell).print();
  for (const std::string& line : simulate_lines(report)) shell.out << line << '\n';
}

void print_records(const SimulateReport& report, Shell& shell) {
  for (const Table& table : simulate_tables(report)) write_tsv(table, shell.out);
}

}  // namespace

int run_simulate(const SimulateCommandOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const store::Settings settings = store::load_settings(db);
  SimulateReport report;
  {
    StoppableTask task("simulating", shell);
    report =
        simulate_report(db, settings, shell.today(settings), given_answers(db),
                        {options.days, options.runs, options.new_cards, options.by_new_cards, {}},
                        task.keep_going());
  }
  if (shell.options.json) {
    print_json(shell, to_json(report));
  } else if (shell.options.plain) {
    print_records(report, shell);
  } else {
    print_report(report, shell);
  }
  return kDone;
}

}  // namespace lianxi::app
