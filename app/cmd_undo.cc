#include <fmt/format.h>

#include "app/commands.h"
#include "app/describe.h"
#include "app/json.h"
#include "session/undo.h"

namespace lianxi::app {
namespace {

Json to_json(std::string_view what, const std::optional<Acts>& acts) {
  Json json = {{"schema", 1},
               {std::string(what), acts ? Json(to_string(acts->latest.id)) : Json()},
               {"type", acts ? Json(std::string(to_string(acts->latest.type()))) : Json()},
               {"acts", Json::object()}};
  if (!acts) return json;
  for (const auto& [type, count] : acts->by_type)
    json["acts"][std::string(to_string(type))] = count;
  return json;
}

/// One act by its name, several by their number and time.
std::string text_of(Db& db, const Acts& acts) {
  if (acts.by_type.size() == 1 && acts.by_type.begin()->second == 1) {
    return describe(db, acts.latest);
  }
  return fmt::format("{}, {} to {}", counted_acts(acts.by_type), minute_text(acts.first.at),
                     minute_text(acts.latest.at));
}

int report(Shell& shell, Db& db, std::string_view what, const std::optional<Acts>& acts) {
  if (shell.options.json) {
    print_json(shell, to_json(what, acts));
  } else if (!acts) {
    shell.err
        << (what == "undone"
                ? "nothing to undo; --import takes back an import or an add, --setting a setting\n"
                : "nothing to redo\n");
  } else if (!shell.options.quiet) {
    shell.out << what << ": " << shell.safe(text_of(db, *acts)) << '\n';
  }
  return acts ? kDone : kNo;
}

}  // namespace

int run_undo(const UndoOptions& options, Shell& shell) {
  Db db = shell.open_to_write();
  const store::Stamp stamp = shell.stamp(store::load_settings(db));
  if (options.session) return report(shell, db, "undone", undo_session(db, stamp));
  const auto what = options.import    ? UndoWhat::import
                    : options.setting ? UndoWhat::setting
                                      : UndoWhat::act;
  return report(shell, db, "undone", undo_latest(db, stamp, what));
}

int run_redo(Shell& shell) {
  Db db = shell.open_to_write();
  const auto acts = redo_latest(db, shell.stamp(store::load_settings(db)));
  return report(shell, db, "redone", acts);
}

}  // namespace lianxi::app
