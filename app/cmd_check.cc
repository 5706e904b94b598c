#include <fmt/format.h>

#include <filesystem>

#include "app/commands.h"
#include "app/describe.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/check.h"
#include "session/mend_clock.h"

namespace lianxi::app {
namespace {

/// A copy of the collection as it is, under the first name that is free.
std::string copy_aside(Db& db) {
  std::string copy;
  int n = 1;
  do {
    copy = fmt::format("{}.before-mend-clock-{}", db.path(), n++);
  } while (std::filesystem::exists(copy));
  execute(db, "vacuum into ?", copy);
  return copy;
}

int run_mend_clock(Shell& shell) {
  Db db = shell.open_to_write();
  const Moment now = shell.clock->now();
  const FutureEvents future = future_events(db, now);
  if (future.others > 0) {
    shell.err << fmt::format("check: {} of other devices in the future; they stay as they are\n",
                             counted(future.others, "event"));
  }
  if (future.own == 0) {
    shell.err << "check: no event of this device stands in the future\n";
    return kNo;
  }
  const std::string events = counted(future.own, "event");
  if (!shell.confirm(fmt::format("{} from {} on: give them the time of now, {}?", events,
                                 minute_text(*future.first), minute_text(now)))) {
    return kNo;
  }
  const std::string copy = copy_aside(db);
  mend_clock(db, now, shell.random());
  if (shell.options.json) {
    print_json(shell, {{"schema", 1}, {"mended", future.own}, {"copy", copy}});
  } else if (!shell.options.quiet) {
    shell.out << fmt::format("{} of now; the collection as it was: {}\n", events, shell.safe(copy));
  }
  return kDone;
}

}  // namespace

int run_check(const CheckOptions& options, Shell& shell) {
  if (options.mend_clock) return run_mend_clock(shell);
  Db db = shell.open_to_read();
  const CheckReport report = check_collection(db, shell.clock->now());
  if (shell.options.json) {
    print_json(shell, {{"schema", 1},
                       {"ok", report.ok()},
                       {"state", report.state},
                       {"log", report.log},
                       {"findings", report.findings}});
  } else {
    for (const std::string& finding : report.findings) shell.out << shell.safe(finding) << '\n';
    shell.out << fmt::format("{}: {} and {} folded again\nstate {}\nlog   {}\n",
                             report.ok() ? "all is well" : "NOT well",
                             counted(report.events, "event"), counted(report.cards, "card"),
                             report.state, report.log);
  }
  return report.ok() ? kDone : kCollection;
}

}  // namespace lianxi::app
