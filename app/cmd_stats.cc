#include "app/commands.h"
#include "app/stats_leeches.h"
#include "app/stats_levels.h"
#include "app/stats_options.h"
#include "app/stats_screen.h"
#include "app/stats_tones.h"

namespace lianxi::app {
namespace {

bool draws(const StatsCommandOptions& options, const Shell& shell) {
  return shell.out_is_terminal && !options.accessible && !shell.is_accessible() &&
         shell.env("TERM").value_or("dumb") != "dumb";
}

void print_summary(Db& db, const StatsOptions& asked, const StatsCommandOptions& options,
                   Shell& shell) {
  const StatsReport report = measure_stats(db, shell.today(store::load_settings(db)), asked);
  if (shell.options.json) return write_json(stats_tables(report), shell.out, kStatsSchema);
  for (const std::string& line : stats_lines(report, draws(options, shell))) {
    shell.out << shell.safe(line) << '\n';
  }
  shell.out << "\nnext: lianxi stats tones, stats levels, stats leeches, confusions, forecast\n";
}

}  // namespace

int run_stats(const StatsCommandOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const StatsOptions asked = stats_options(db, options.bounds);
  if (options.what == "tones") {
    const ToneReport tones = tone_report(db, {asked.since, asked.until, asked.deck});
    shell.options.json ? print_json(shell, tones_json(tones)) : print_tones(tones, shell);
  } else if (options.what == "levels") {
    const LevelReport levels = measure_levels(db, shell);
    shell.options.json ? print_json(shell, levels_json(levels)) : print_levels(levels, shell);
  } else if (options.what == "leeches") {
    const LeechReport leeches = report_leeches(db, store::load_settings(db));
    shell.options.json ? print_json(shell, leeches_json(leeches)) : print_leeches(leeches, shell);
  } else {
    print_summary(db, asked, options, shell);
  }
  return kDone;
}

}  // namespace lianxi::app
