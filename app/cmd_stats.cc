#include "app/commands.h"
#include "app/stats_options.h"
#include "app/stats_screen.h"

namespace lianxi::app {
namespace {

bool draws(const StatsCommandOptions& options, const Shell& shell) {
  return shell.out_is_terminal && !options.accessible && !shell.is_accessible() &&
         shell.env("TERM").value_or("dumb") != "dumb";
}

}  // namespace

int run_stats(const StatsCommandOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const StudyDay today = shell.today(store::load_settings(db));
  const StatsReport report = measure_stats(db, today, stats_options(db, options.bounds));
  if (shell.options.json) {
    write_json(stats_tables(report), shell.out, kStatsSchema);
    return kDone;
  }
  for (const std::string& line : stats_lines(report, draws(options, shell))) {
    shell.out << shell.safe(line) << '\n';
  }
  return kDone;
}

}  // namespace lianxi::app
