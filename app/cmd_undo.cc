#include <fmt/format.h>

#include "app/commands.h"
#include "app/describe.h"
#include "app/json.h"
#include "session/undo.h"

namespace lianxi::app {
namespace {

int report(Shell& shell, Db& db, std::string_view what, const std::optional<Event>& event) {
  if (shell.options.json) {
    print_json(shell, {{"schema", 1},
                       {std::string(what), event ? Json(to_string(event->id)) : Json()},
                       {"type", event ? Json(std::string(to_string(event->type()))) : Json()}});
  } else if (!event) {
    shell.err
        << (what == "undone"
                ? "nothing to undo; --import takes back an import or an add, --setting a setting\n"
                : "nothing to redo\n");
  } else if (!shell.options.quiet) {
    shell.out << what << ": " << shell.safe(describe(db, *event)) << '\n';
  }
  return event ? kDone : kNo;
}

}  // namespace

int run_undo(const UndoOptions& options, Shell& shell) {
  Db db = shell.open_to_write();
  const auto what = options.import    ? UndoWhat::import
                    : options.setting ? UndoWhat::setting
                                      : UndoWhat::act;
  const auto event = undo_latest(db, shell.stamp(store::load_settings(db)), what);
  return report(shell, db, "undone", event);
}

int run_redo(Shell& shell) {
  Db db = shell.open_to_write();
  const auto event = redo_latest(db, shell.stamp(store::load_settings(db)));
  return report(shell, db, "redone", event);
}

}  // namespace lianxi::app
