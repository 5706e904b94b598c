#pragma once

// Settings of the collection: what changes what is asked or when. Each is an event; the table
// holds the latest of each key, the struct what they mean. Settings of the machine (colour) are
// not here.

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cards/card.h"
#include "cards/unlock.h"
#include "schedule/fuzz.h"
#include "schedule/make_scheduler.h"
#include "sqlite/db.h"

namespace lianxi::store {

struct Settings {
  std::chrono::hours rollover{4};
  int new_cards = 10;          ///< new cards a day
  std::optional<int> reviews;  ///< due cards a day; none: no limit
  int new_per_entry = 4;       ///< new cards of one entry a day
  int spacing_days = 3;        ///< between the introductions of words that are alike; 0: none
  CardChoice cards;
  UnlockRules unlock;
  std::string scheduler_name = "sm2";
  Sm2Options sm2;
  FsrsOptions fsrs;
  std::optional<bool> fuzz;  ///< none: for all but SM-2, which a learner can follow with a pencil
  bool balance = false;      ///< days with less to do are likelier; goes with fuzz
  EasyDays easy_days{};
  Days max_interval{36500};

  SchedulerChoice choice() const;
  std::unique_ptr<Scheduler> scheduler() const { return make_scheduler(choice()); }
};

/// One setting: its key, what it means, its default, and what it may be.
struct SettingInfo {
  std::string_view key;
  std::string_view meaning;
  std::string_view fallback;
  std::string_view allowed;  ///< in words: "0 to 9999"
};
std::span<const SettingInfo> setting_infos();

/// Sets one field from its text; false when the text is not allowed or the key unknown.
bool apply_setting(Settings& settings, std::string_view key, std::string_view value);

/// The settings in force. Values that a newer version wrote and this one does not know are left
/// out.
Settings load_settings(Db& db);

/// The value set in this collection, if any.
std::optional<std::string> stored_setting(Db& db, std::string_view key);
/// All values set in this collection, by key.
std::map<std::string, std::string> stored_settings(Db& db);
/// Keeps or (nothing) forgets the value of a key: the cache of the setting events.
void store_setting(Db& db, std::string_view key, const std::optional<std::string>& value);

}  // namespace lianxi::store
