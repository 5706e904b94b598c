#include <fmt/format.h>

#include "app/commands.h"
#include "app/config_file.h"
#include "app/lookup.h"
#include "app/merge_report.h"
#include "session/sync.h"

namespace lianxi::app {
namespace {

/// "~/Sync" as a shell would have read it.
std::string expanded(const Shell& shell, std::string folder) {
  if (folder == "~" || folder.starts_with("~/")) {
    folder.replace(0, 1, shell.env("HOME").value_or("~"));
  }
  return folder;
}

std::string sync_folder_of(const SyncOptions& options, const Shell& shell) {
  if (!options.folder.empty()) return options.folder;
  const std::string configured = machine_setting(shell, "sync-folder").value_or("");
  if (configured.empty()) {
    throw Error(ErrorKind::usage, "no folder is named",
                "lianxi sync FOLDER, or once and for all: lianxi config set sync-folder FOLDER");
  }
  return expanded(shell, configured);
}

void print_files(const SyncReport& report, bool dry_run, Shell& shell) {
  for (const Diagnostic& file : report.damaged) {
    shell.err
        << shell.safe(to_string(file))
        << (file.code == "unusable"
                ? "\n  what comes before it was taken; what follows waits for a newer lianxi here\n"
                : "\n  what comes before it was taken; sync on the device that wrote it mends "
                  "it\n");
  }
  if (shell.options.quiet) return;
  for (const std::string& file : report.waiting) {
    shell.err << shell.safe(file) << " has not arrived, or not whole; sync again later\n";
  }
  if (dry_run) return;
  shell.out << fmt::format(
      "wrote {} into {}; {} to read from\n", counted(report.events_written, "event"),
      counted(report.files_written, "file"), counted(report.devices, "other device"));
}

Json sync_json(const SyncReport& report, bool dry_run) {
  Json damaged = Json::array();
  for (const Diagnostic& file : report.damaged) {
    damaged.push_back({{"file", file.file}, {"line", file.line}, {"text", file.text}});
  }
  Json json = {{"schema", 1},
               {"dry_run", dry_run},
               {"devices", report.devices},
               {"written", {{"events", report.events_written}, {"files", report.files_written}}},
               {"waiting", report.waiting},
               {"damaged", damaged}};
  json.update(merge_json(report.merged));
  return json;
}

}  // namespace

int run_sync(const SyncOptions& options, Shell& shell) {
  const std::string folder = sync_folder_of(options, shell);
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const SyncReport report = sync(db, shell.clock->now(), folder, {options.dry_run, shell.random()});
  if (shell.options.json) {
    print_json(shell, sync_json(report, options.dry_run));
  } else {
    print_merge(report.merged, options.dry_run, shell);
    print_files(report, options.dry_run, shell);
  }
  return report.damaged.empty() ? kDone : kBadInput;
}

}  // namespace lianxi::app
