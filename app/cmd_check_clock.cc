#include <fmt/format.h>

#include <filesystem>

#include "app/commands.h"
#include "app/describe.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/backup.h"
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
  return make_backup(db, copy).path;
}

/// "12 events of this device get the time of now, 3 of others are held back".
std::string text_of(const FutureEvents& future) {
  std::string text;
  if (future.own > 0) {
    text = fmt::format("{} of this device get the time of now", counted(future.own, "event"));
  }
  if (future.others == 0) return text;
  return text + fmt::format("{}{} of other devices are held back until their time",
                            text.empty() ? "" : ", ", counted(future.others, "event"));
}

}  // namespace

int run_mend_clock(Shell& shell) {
  Db db = shell.open_to_write();
  const Moment now = shell.clock->now();
  const FutureEvents future = future_events(db, now);
  if (!future.first) {
    shell.err << "check: no event stands in the future\n";
    return kNo;
  }
  const std::string question =
      fmt::format("from {} on: {}; it is {} now?", minute_text(*future.first), text_of(future),
                  minute_text(now));
  if (!shell.confirm(question)) return kNo;
  const std::string copy = copy_aside(db);
  mend_clock(db, now, shell.random());
  if (shell.options.json) {
    print_json(
        shell,
        {{"schema", 1}, {"mended", future.own}, {"held_back", future.others}, {"copy", copy}});
  } else if (!shell.options.quiet) {
    shell.out << fmt::format("{}\nthe collection as it was: {}\n", text_of(future),
                             shell.safe(copy));
  }
  return kDone;
}

}  // namespace lianxi::app
