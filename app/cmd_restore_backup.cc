#include <fmt/format.h>

#include <filesystem>

#include "app/backups.h"
#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/restore_backup.h"
#include "text/shell_word.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

/// The file a learner means: a path, or a name from the list.
std::string backup_meant(const std::string& name, const std::string& collection) {
  if (fs::exists(name)) return name;
  const std::string listed = backup_folder(collection) + "/" + name;
  return fs::exists(listed) ? listed : name;
}

std::string summary(const RestoreDifference& difference) {
  if (difference.unreadable) {
    return fmt::format("{} come; what stands now is damaged", counted(difference.events, "event"));
  }
  return fmt::format("{} come back, {} go", counted(difference.gained, "event"), difference.lost);
}

void say_what_next(const RestoreReport& done, Shell& shell) {
  for (const std::string& log : done.logs) {
    shell.out << "a log without its collection is kept: " << shell.safe(log) << '\n';
  }
  if (done.aside.empty()) return;
  shell.out << "what stood before is kept: " << shell.safe(done.aside) << '\n';
  const std::string aside = shell.safe(shell_word(done.aside));
  if (done.unreadable) {
    shell.out << "lianxi --collection " << aside << " check --repair saves what can be read\n";
  } else {
    shell.out << "lianxi merge " << aside << " brings back what was answered since\n";
  }
}

int list_and_explain(Shell& shell) {
  list_backups(shell);
  if (shell.options.json || shell.options.plain || shell.options.quiet) return kDone;
  const auto backups = backups_of(shell.collection_path());
  if (backups.empty()) {
    shell.err << "there are no backups yet; lianxi backup makes one\n";
    return kNo;
  }
  const std::string newest = fs::path(backups.back().path).filename().string();
  shell.out << "\nlianxi restore " << shell.safe(shell_word(newest))
            << " -n shows what it would change\n";
  return kDone;
}

}  // namespace

int run_restore_backup(const RestoreOptions& options, Shell& shell) {
  if (options.backup.empty()) return list_and_explain(shell);
  const std::string collection = shell.collection_path();
  const std::string backup = backup_meant(options.backup, collection);
  const RestoreDifference difference = compare_backup(backup, collection);
  RestoreReport done;
  if (!options.dry_run) {
    const std::string question =
        fmt::format("put {} in the place of {} ({})?", backup, collection, summary(difference));
    if (!shell.confirm(question)) return kNo;
    done = restore_backup(backup, collection, shell.clock->now(), shell.random());
    forget_failed_backup(shell);
  }
  if (shell.options.json) {
    print_json(shell, {{"schema", 1},
                       {"backup", backup},
                       {"events", difference.events},
                       {"gained", difference.gained},
                       {"lost", difference.unreadable ? Json() : Json(difference.lost)},
                       {"aside", text_or_null(done.aside)},
                       {"logs", done.logs},
                       {"dry_run", options.dry_run}});
  } else if (!shell.options.quiet) {
    shell.out << (options.dry_run ? "would restore " : "restored ") << shell.safe(backup) << ": "
              << summary(difference) << '\n';
    say_what_next(done, shell);
  }
  return kDone;
}

}  // namespace lianxi::app
