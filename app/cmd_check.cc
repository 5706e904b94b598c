#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "app/check_report.h"
#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "store/migrate.h"

namespace lianxi::app {
namespace {

/// The collection, but not written where it need not be brought up to date: SQLite throws away what
/// it cannot use of a log, and a repair might.
Db open_untouched(Shell& shell) {
  const std::string path = shell.collection_path();
  const std::string folder = std::filesystem::path(path).parent_path();
  // Where nothing can be written it is opened so that nothing is.
  const bool may_write =
      access(path.c_str(), W_OK) == 0 && access(folder.empty() ? "." : folder.c_str(), W_OK) == 0;
  // A journal that a crash left must be played back first; an empty file has nothing to open.
  std::error_code none;
  const std::string place = std::filesystem::weakly_canonical(path, none).string();
  const bool is_plain =
      !std::filesystem::exists(place + "-journal") && std::filesystem::file_size(path, none) > 0;
  if (!may_write || !is_plain) return shell.open_to_read();
  Db db(path, Db::Mode::read_only);
  store::refuse_unknown(db);
  const auto version = query_one<std::int64_t>(db, "pragma user_version");
  return version == store::schema_version() ? std::move(db) : shell.open_to_read();
}

CheckReport unreadable(const Error& error) {
  CheckReport report;
  report.damaged = true;
  report.findings.push_back(error.what());
  return report;
}

}  // namespace

CheckReport check_file(Shell& shell, CheckDepth depth) {
  try {
    Db db = open_untouched(shell);
    return check_collection(db, shell.clock->now(), depth);
  } catch (const Damaged& error) {
    return unreadable(error);
  }
}

void print_check(const CheckReport& report, Shell& shell) {
  if (shell.options.json) {
    print_json(shell, {{"schema", 1},
                       {"ok", report.ok()},
                       {"damaged", report.damaged},
                       {"state", text_or_null(report.state)},
                       {"log", text_or_null(report.log)},
                       {"findings", report.findings},
                       {"notes", report.notes}});
    return;
  }
  for (const std::string& finding : report.findings) shell.out << shell.safe(finding) << '\n';
  for (const std::string& note : report.notes) shell.out << "note: " << shell.safe(note) << '\n';
  shell.out << fmt::format("{}: {} and {} {}\n", report.ok() ? "all is well" : "NOT well",
                           counted(report.events, "event"), counted(report.cards, "card"),
                           report.damaged ? "can be reached" : "folded again");
  if (!report.state.empty()) {
    shell.out << fmt::format("state {}\nlog   {}\n", report.state, report.log);
  }
}

int run_check(const CheckOptions& options, Shell& shell) {
  if (options.mend_clock) return run_mend_clock(shell);
  if (options.repair) return run_repair(shell);
  const CheckReport found =
      check_file(shell, options.quick ? CheckDepth::quick : CheckDepth::whole);
  print_check(found, shell);
  if (found.ok()) return kDone;
  if (!shell.options.json) {
    shell.out << (found.damaged ? "lianxi check --repair saves what can be read\n"
                                : "lianxi check --repair makes all again from the log\n");
  }
  return kCollection;
}

}  // namespace lianxi::app
