#include <fmt/format.h>

#include "app/commands.h"
#include "app/config_file.h"
#include "app/json.h"
#include "session/record.h"
#include "session/retention_cost.h"

namespace lianxi::app {
namespace {

struct Found {
  std::string key, value, from, meaning;
};

std::vector<Found> all_settings(Db& db, Shell& shell) {
  std::vector<Found> all;
  for (const store::SettingInfo& info : store::setting_infos()) {
    const auto value = store::stored_setting(db, info.key);
    all.push_back({std::string(info.key), value.value_or(std::string(info.fallback)),
                   value ? "collection" : "default", std::string(info.meaning)});
  }
  for (const MachineSetting& info : machine_settings()) {
    const auto value = machine_setting(shell, info.key);
    all.push_back({std::string(info.key), value.value_or(std::string(info.fallback)),
                   value ? "file" : "default", std::string(info.meaning)});
  }
  return all;
}

Error unknown_key(const std::string& key) {
  return Error(ErrorKind::usage, fmt::format("there is no setting {}", key),
               "`lianxi config list` shows them all");
}

int list_settings(const std::vector<Found>& settings, Shell& shell) {
  Json rows = Json::array();
  for (const Found& found : settings) {
    if (shell.options.json) {
      rows.push_back({{"key", found.key}, {"value", found.value}, {"from", found.from}});
    } else if (shell.options.plain) {
      shell.out << fmt::format("{}\t{}\t{}\n", found.key, shell.safe(found.value), found.from);
    } else {
      shell.out << fmt::format("{:<18} {:<10} {:<10} {}\n", found.key, shell.safe(found.value),
                               found.from, found.meaning);
    }
  }
  if (shell.options.json) print_json(shell, {{"schema", 1}, {"settings", rows}});
  return kDone;
}

/// The last points of recall cost most of the time.
void warn_of_cost(Db& db, Shell& shell) {
  const store::Settings settings = store::load_settings(db);
  const double retention = settings.fsrs.retention;
  if (retention <= kCostlyRetention) return;
  const StudyDay today = shell.today(settings);
  const double usual = store::Settings{}.fsrs.retention;
  shell.err << fmt::format(
      "retention {:.2f} costs: reviews of the cards you have take about {:.1f} minutes a day in "
      "the long run, {:.1f} at {:.2f}\n",
      retention, minutes_at(db, settings, today, retention), minutes_at(db, settings, today, usual),
      usual);
}

int set_setting(const ConfigOptions& options, Shell& shell) {
  for (const MachineSetting& info : machine_settings()) {
    if (info.key != options.key) continue;
    set_machine_setting(shell, options.key, options.value);
    return kDone;
  }
  for (const store::SettingInfo& info : store::setting_infos()) {
    if (info.key != options.key) continue;
    store::Settings trial;
    if (!store::apply_setting(trial, options.key, options.value)) {
      throw Error(ErrorKind::usage, fmt::format("{} cannot be {}", options.key, options.value),
                  fmt::format("it takes {}", info.allowed));
    }
    Db db = shell.open_to_write();
    const auto before = store::stored_setting(db, options.key);
    if (before == options.value) return kDone;
    Transaction transaction(db);
    record(db, shell.stamp(store::load_settings(db)), std::nullopt,
           SettingAct{options.key, options.value});
    transaction.commit();
    if (options.key == "retention") warn_of_cost(db, shell);
    return kDone;
  }
  throw unknown_key(options.key);
}

}  // namespace

int run_config(const ConfigOptions& options, Shell& shell) {
  if (options.action == "set") {
    if (options.key.empty() || options.value.empty()) {
      throw Error(ErrorKind::usage, "config set needs a key and a value",
                  "lianxi config set new-cards 5");
    }
    return set_setting(options, shell);
  }
  Db db = shell.open_to_read();
  std::vector<Found> settings = all_settings(db, shell);
  if (options.action == "list") return list_settings(settings, shell);
  if (options.key.empty()) {
    throw Error(ErrorKind::usage, "config get needs a key", "lianxi config get new-cards");
  }
  std::erase_if(settings, [&](const Found& found) { return found.key != options.key; });
  if (settings.empty()) throw unknown_key(options.key);
  if (shell.options.json) return list_settings(settings, shell);
  shell.out << shell.safe(settings[0].value) << '\n';
  return kDone;
}

}  // namespace lianxi::app
