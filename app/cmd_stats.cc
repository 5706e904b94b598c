#include <sstream>

#include "app/commands.h"
#include "app/stats_leeches.h"
#include "app/stats_levels.h"
#include "app/stats_options.h"
#include "app/stats_screen.h"
#include "app/stats_tones.h"
#include "sqlite/snapshot.h"

namespace lianxi::app {
namespace {

bool draws(const StatsCommandOptions& options, const Shell& shell) {
  return shell.out_is_terminal && !options.accessible && !shell.is_accessible() &&
         shell.env("TERM").value_or("dumb") != "dumb";
}

/// Tabs between the cells, a row a line, without the names of the columns.
void print_plain(Table table, Shell& shell) {
  for (auto& row : table.rows) {
    for (Cell& cell : row) {
      if (auto* text = std::get_if<std::string>(&cell)) *text = shell.safe(*text);
    }
  }
  std::ostringstream lines;
  write_tsv(table, lines);
  const std::string text = lines.str();
  shell.out << text.substr(text.find('\n') + 1);
}

/// One report in the form that was asked for; of several tables the first is the plain one.
template <typename Tables, typename AsJson, typename Print>
void tell(Shell& shell, const Tables& tables, const AsJson& as_json, const Print& print) {
  if (shell.options.json) return print_json(shell, as_json());
  if (shell.options.plain) return print_plain(tables().front(), shell);
  print();
}

void refuse_bounds(const StatsCommandOptions& options) {
  const bool days = !options.bounds.since.empty() || !options.bounds.until.empty();
  const bool levels = options.what == "levels";
  if ((levels && (days || !options.bounds.deck.empty())) || (options.what == "leeches" && days)) {
    throw Error(ErrorKind::usage,
                levels ? "stats levels is of the whole collection"
                       : "stats leeches is of all that ever happened",
                levels ? "leave out --since, --until and --deck" : "leave out --since and --until");
  }
}

void print_summary(Db& db, const StatsOptions& asked, const StatsCommandOptions& options,
                   Shell& shell) {
  const StatsReport report = measure_stats(db, shell.today(store::load_settings(db)), asked);
  if (shell.options.json) return write_json(stats_tables(report), shell.out, kStatsSchema);
  if (shell.options.plain) return print_plain(stats_tables(report).front(), shell);
  for (const std::string& line : stats_lines(report, draws(options, shell))) {
    shell.out << shell.safe(line) << '\n';
  }
  shell.out << "\nnext: lianxi stats tones, stats levels, stats leeches, confusions, forecast\n";
}

}  // namespace

int run_stats(const StatsCommandOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const Snapshot snapshot(db);
  const StatsOptions asked = stats_options(db, options.bounds);
  refuse_bounds(options);
  if (options.what == "tones") {
    const ToneReport tones = tone_report(db, {asked.since, asked.until, asked.deck});
    tell(
        shell, [&] { return tone_tables(tones); }, [&] { return tones_json(tones); },
        [&] { print_tones(tones, shell); });
  } else if (options.what == "levels") {
    const LevelReport levels = measure_levels(db, shell);
    tell(
        shell, [&] { return level_tables(levels); }, [&] { return levels_json(levels); },
        [&] { print_levels(levels, shell); });
  } else if (options.what == "leeches") {
    const LeechReport leeches = report_leeches(db, store::load_settings(db), asked.deck);
    tell(
        shell, [&] { return leech_tables(leeches); }, [&] { return leeches_json(leeches); },
        [&] { print_leeches(leeches, shell); });
  } else {
    print_summary(db, asked, options, shell);
  }
  return kDone;
}

}  // namespace lianxi::app
