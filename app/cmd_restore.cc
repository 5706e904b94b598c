#include <fmt/format.h>

#include "app/commands.h"
#include "app/describe.h"
#include "app/json.h"
#include "base/past_time.h"
#include "session/restore.h"

namespace lianxi::app {
namespace {

/// The moment a learner means, in the learner's zone.
Moment moment_meant(const std::string& text, const Shell& shell) {
  const Moment now = shell.clock->now();
  const auto time = past_time_from_string(text, now);
  if (!time) {
    throw Error(ErrorKind::usage, fmt::format("restore: {} is not a time", text),
                "write it like 'yesterday 18:00', 9:30, '2 hours ago', -3d or 2026-03-01T18:00");
  }
  const Moment at = shell.machine_time(time);
  if (at.utc > now.utc) {
    throw Error(ErrorKind::usage, fmt::format("restore: {} is still to come", minute_text(at)),
                fmt::format("it is {} now", minute_text(now)));
  }
  return at;
}

Json counts(const std::map<EventType, int>& acts) {
  Json json = Json::object();
  for (const auto& [type, count] : acts) json[std::string(to_string(type))] = count;
  return json;
}

Json to_json(const RestorePlan& plan, Moment to, bool dry_run) {
  return {{"schema", 1},
          {"to", to_string(to)},
          {"undone", counts(plan.going)},
          {"first", plan.first ? Json(to_string(plan.first->id)) : Json()},
          {"last", plan.last ? Json(to_string(plan.last->id)) : Json()},
          {"back", counts(plan.coming_back)},
          {"dry_run", dry_run}};
}

/// "12 reviews, 1 edit undone; 1 review brought back".
std::string summary(const RestorePlan& plan) {
  std::string text;
  if (plan.first) text += counted_acts(plan.going) + " undone";
  if (plan.coming_back.empty()) return text;
  return text + (text.empty() ? "" : "; ") + counted_acts(plan.coming_back) + " brought back";
}

void say(Db& db, const RestorePlan& plan, Moment to, bool dry_run, Shell& shell) {
  shell.out << fmt::format("{} {}: {}\n", dry_run ? "would go back to" : "back to", minute_text(to),
                           summary(plan));
  if (plan.first) {
    shell.out << "first undone: " << shell.safe(describe(db, *plan.first)) << '\n'
              << "last undone: " << shell.safe(describe(db, *plan.last)) << '\n';
  }
  shell.out << (dry_run ? "nothing was written\n" : "lianxi undo takes it back\n");
}

}  // namespace

int run_restore(const RestoreOptions& options, Shell& shell) {
  if (options.at.empty()) return run_restore_backup(options, shell);
  const Moment to = moment_meant(options.at, shell);
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const RestorePlan plan = plan_restore(db, to);
  const bool changes = plan.first || !plan.coming_back.empty();
  if (plan.act.to.empty() || !changes) {
    shell.err << fmt::format("restore: {} {}\n",
                             changes ? "there was nothing yet at" : "nothing has happened since",
                             minute_text(to));
    return kNo;
  }
  const std::string question = fmt::format("go back to {}: {}?", minute_text(to), summary(plan));
  if (!options.dry_run) {
    if (!shell.confirm(question)) return kNo;
    restore(db, shell.stamp(store::load_settings(db)), plan.act);
  }
  if (shell.options.json) {
    print_json(shell, to_json(plan, to, options.dry_run));
  } else if (!shell.options.quiet) {
    say(db, plan, to, options.dry_run, shell);
  }
  return kDone;
}

}  // namespace lianxi::app
