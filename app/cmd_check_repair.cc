#include <fmt/format.h>

#include <filesystem>

#include "app/backups.h"
#include "app/check_report.h"
#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/repair.h"
#include "session/restore_backup.h"
#include "session/salvage.h"
#include "text/shell_word.h"

namespace lianxi::app {
namespace {

Json to_json(const SalvageReport& report) {
  Json devices = Json::array();
  for (const SalvagedDevice& device : report.devices) {
    devices.push_back({{"device", to_hex(device.device)},
                       {"saved", device.saved},
                       {"lost", device.lost},
                       {"renamed", device.renamed}});
  }
  return {{"schema", 1},
          {"repaired", "file"},
          {"aside", report.aside},
          {"events", report.events},
          {"lost_events", report.lost_events},
          {"reviews", report.reviews},
          {"lost_reviews", report.lost_reviews},
          {"attempts", report.attempts},
          {"lost_attempts", report.lost_attempts},
          {"texts", report.texts},
          {"lost_texts", report.lost_texts},
          {"lost_pages", report.lost_pages},
          {"devices", devices}};
}

/// What a backup could give back.
struct Gain {
  std::string backup;
  std::int64_t events = 0;
};
/// The backup that holds most of what is not here, the newest of such.
std::optional<Gain> greatest_gain(const std::vector<std::string>& backups,
                                  const std::string& collection) {
  std::optional<Gain> greatest;
  for (const std::string& backup : backups) {
    const auto events = events_to_gain(backup, collection);
    if (events && (!greatest || *events >= greatest->events)) greatest = Gain{backup, *events};
  }
  return greatest;
}

void say_lost(const SalvageReport& report, Shell& shell) {
  const auto line = [&](std::int64_t saved, std::string_view noun, std::int64_t lost) {
    shell.out << fmt::format("  {} saved, {} lost\n", counted(saved, noun), lost);
  };
  line(report.events, "event", report.lost_events);
  if (report.lost_events > 0 || report.devices.size() > 1) {
    for (const SalvagedDevice& device : report.devices) {
      shell.out << fmt::format("    device {}: {} saved, {} lost\n", to_hex(device.device),
                               device.saved, device.lost);
    }
  }
  line(report.reviews, "review", report.lost_reviews);
  line(report.attempts, "typed answer", report.lost_attempts);
  line(report.texts, "imported text", report.lost_texts);
  if (report.lost_pages > 0) {
    shell.out << fmt::format("  {} of the log beside the file could not be used\n",
                             counted(report.lost_pages, "page"));
  }
  for (const SalvagedDevice& device : report.devices) {
    if (!device.renamed) continue;
    shell.out << fmt::format(
        "the name of a device could not be read; it is {} now: a merge with what it wrote before "
        "counts its answers twice\n",
        to_hex(device.device));
  }
}

int salvage_file(Shell& shell) {
  const std::string collection = shell.collection_path();
  std::vector<std::string> backups;
  for (const BackupFile& backup : backups_of(collection)) {
    if (!backup.aside) backups.push_back(backup.path);  // what a restore has left behind
  }
  const SalvageReport saved = salvage(collection, backups, shell.clock->now(), shell.random());
  forget_failed_backup(shell);
  const bool is_whole = saved.lost_events + saved.lost_reviews + saved.lost_texts == 0;
  const auto gain = is_whole ? std::nullopt : greatest_gain(backups, collection);
  if (shell.options.json) {
    Json json = to_json(saved);
    json["backup"] = gain ? Json(gain->backup) : Json();
    json["backup_events"] = gain ? Json(gain->events) : Json();
    print_json(shell, json);
    return kDone;
  }
  shell.out << "what could be read is in a new file, folded again, and all is well\n";
  say_lost(saved, shell);
  shell.out << "the damaged file is kept: " << shell.safe(saved.aside) << '\n';
  if (gain && gain->events > 0) {
    shell.out << fmt::format(
        "a backup holds {} that {} not here; lianxi merge {} brings them back\n",
        counted(gain->events, "event"), gain->events == 1 ? "is" : "are",
        shell.safe(shell_word(gain->backup)));
  } else if (saved.lost_events > 0) {
    shell.out << "no backup holds more; merge the collection of another computer if there is one\n";
  }
  return kDone;
}

int repair_file(const CheckReport& before, Shell& shell) {
  Db db = shell.open_to_write();
  repair(db, shell.random());
  forget_failed_backup(shell);
  const CheckReport after = check_collection(db, shell.clock->now());
  if (shell.options.json) {
    print_json(shell, {{"schema", 1},
                       {"repaired", "caches"},
                       {"ok", after.ok()},
                       {"before", before.findings},
                       {"findings", after.findings}});
  } else {
    for (const std::string& finding : before.findings) {
      shell.out << "was wrong: " << shell.safe(finding) << '\n';
    }
    shell.out << "all caches were made again from the log\n";
    print_check(after, shell);
    if (!after.ok()) shell.err << "the log itself is wrong: lianxi restore lists the backups\n";
  }
  return after.ok() ? kDone : kCollection;
}

}  // namespace

int run_repair(Shell& shell) {
  if (!std::filesystem::exists(shell.collection_path())) {
    throw Error(ErrorKind::collection, shell.collection_path() + " is not there",
                "lianxi restore lists the backups");
  }
  const CheckReport found = check_file(shell);
  return found.damaged ? salvage_file(shell) : repair_file(found, shell);
}

}  // namespace lianxi::app
