#include <fmt/format.h>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/check.h"

namespace lianxi::app {

int run_check(Shell& shell) {
  Db db = shell.open_to_read();
  const CheckReport report = check_collection(db);
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
