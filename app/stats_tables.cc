#include "app/stats_tables.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "app/lookup.h"
#include "app/stats_levels.h"
#include "app/stats_options.h"
#include "app/stoppable_task.h"
#include "session/card_table.h"
#include "session/confusion_report.h"
#include "session/forecast_report.h"
#include "session/leech_report.h"
#include "session/simulate_report.h"
#include "session/stats_report.h"
#include "session/tone_report.h"
#include "sqlite/snapshot.h"

namespace lianxi::app {
namespace {

/// What figures are asked of, and where they come from.
struct TableOrigin {
  Db& db;
  Shell& shell;
  const StatsBounds& bounds;
  StatsOptions options;
  store::Settings settings;
  StudyDay today;
};

/// A report and the names of the tables that it gives.
struct TableSource {
  std::vector<std::string> names;
  std::function<std::vector<Table>(const TableOrigin&)> make;
};

std::vector<Table> forecast_of(const TableOrigin& from) {
  const store::Selection deck{query_of(from.db, {{}, from.bounds.deck, {}})};
  return forecast_tables(forecast_report(from.db, from.settings, from.today, deck, {}));
}

/// A year; few runs, so that 10,000 cards take a second.
constexpr int kSimulatedDays = 365, kSimulatedRuns = 4;

std::vector<Table> simulation_of(const TableOrigin& from) {
  SimulateOptions options{kSimulatedDays, kSimulatedRuns, {}, false, {}};
  options.of = query_of(from.db, {{}, from.bounds.deck, {}});
  StoppableTask task("simulating", from.shell);
  return curves_tables(simulated_curves(from.db, from.settings, from.today, given_answers(from.db),
                                        options, task.keep_going()));
}

const std::vector<TableSource>& sources() {
  static const std::vector<TableSource> all = {
      {{"totals", "days", "recall", "months", "states", "intervals", "ease", "due"},
       [](const TableOrigin& from) {
         return stats_tables(measure_stats(from.db, from.today, from.options));
       }},
      {{"forecast"}, forecast_of},
      {{"simulation", "simulation_by_new"}, simulation_of},
      {{"tones", "tone_pairs", "tone_words"},
       [](const TableOrigin& from) {
         return tone_tables(
             tone_report(from.db, {from.options.since, from.options.until, from.options.deck}));
       }},
      {{"confusions"},
       [](const TableOrigin& from) {
         return confusion_tables(report_confusions(
             from.db, {from.options.since, from.options.until, from.options.deck, {}}));
       }},
      {{"levels", "next_words"},
       [](const TableOrigin& from) { return level_tables(measure_levels(from.db, from.shell)); }},
      {{"leeches"},
       [](const TableOrigin& from) {
         return leech_tables(report_leeches(from.db, from.settings, from.options.deck));
       }},
      {{"cards"},
       [](const TableOrigin& from) { return std::vector{card_table(from.db, from.options.deck)}; }},
  };
  return all;
}

bool is_given(const std::string& table, Unnamed unnamed) {
  if (table == "cards") return false;
  return unnamed == Unnamed::page || !table.starts_with("simulation");
}

}  // namespace

std::vector<std::string> stats_table_names() {
  std::vector<std::string> names;
  for (const TableSource& source : sources()) {
    names.insert(names.end(), source.names.begin(), source.names.end());
  }
  return names;
}

std::vector<Table> collect_stats(Db& db, const StatsBounds& bounds, const std::string& only,
                                 Shell& shell, Unnamed unnamed) {
  const Snapshot snapshot(db);
  const store::Settings settings = store::load_settings(db);
  const TableOrigin from{
      db, shell, bounds, stats_options(db, bounds), settings, shell.today(settings)};
  std::vector<Table> tables;
  for (const TableSource& source : sources()) {
    const auto wanted = [&](const std::string& name) {
      return only.empty() ? is_given(name, unnamed) : name == only;
    };
    if (std::none_of(source.names.begin(), source.names.end(), wanted)) continue;
    for (Table& table : source.make(from)) {
      if (wanted(table.name)) tables.push_back(std::move(table));
    }
  }
  return tables;
}

}  // namespace lianxi::app
