#include <fmt/format.h>

#include <filesystem>

#include "app/backups.h"
#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

/// The collection, which must be there. Nothing is put off: this is the day's backup.
Db existing_collection(Shell& shell) {
  const std::string path = shell.collection_path();
  if (!fs::exists(path)) {
    throw Error(ErrorKind::collection, path + " is not there",
                "lianxi import first makes a collection");
  }
  return shell.open_to_read();
}

void report(const BackupReport& made, bool dry_run, Shell& shell) {
  if (shell.options.json) {
    print_json(shell, {{"schema", 1},
                       {"backup", made.path},
                       {"bytes", made.bytes},
                       {"events", made.events},
                       {"dry_run", dry_run}});
  } else if (!shell.options.quiet) {
    shell.out << fmt::format("{}{}: {}, {}\n", dry_run ? "would write " : "", shell.safe(made.path),
                             size_text(made.bytes), counted(made.events, "event"));
  }
  if (!made.sound) shell.err << "a true copy, but `lianxi check` finds something in both\n";
}

int dry_run(const std::string& file, Shell& shell) {
  Db db = existing_collection(shell);
  const auto events = query_number(db, "select count(*) from event");
  report({file, fs::file_size(db.path()), events}, true, shell);
  return kDone;
}

}  // namespace

int run_backup(const BackupOptions& options, Shell& shell) {
  if (options.list) {
    list_backups(shell);
    return kDone;
  }
  const std::string collection = shell.collection_path();
  const bool ours = options.file.empty();
  const auto name = [&] {
    return ours ? new_backup_name(collection, shell.clock->now()) : options.file;
  };
  if (options.dry_run) return dry_run(name(), shell);
  Db db = existing_collection(shell);
  std::optional<BackupTurn> turn;
  if (ours) {
    turn.emplace(collection, kPatience);
    if (!turn->mine()) {
      throw Error(ErrorKind::collection, "another backup is being made",
                  "lianxi backup --list shows it when it is done");
    }
  }
  report(make_backup(db, name()), false, shell);
  if (ours) {
    const auto settings = store::load_settings(db);
    thin_backups(collection, shell.today(settings), settings.rollover, std::nullopt);
  }
  return kDone;
}

}  // namespace lianxi::app
