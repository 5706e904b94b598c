#include "store/settings.h"

#include <array>
#include <charconv>

namespace lianxi::store {
namespace {

constexpr std::array<SettingInfo, 11> kSettings = {{
    {"new-cards", "new cards a day", "10", "0 to 9999"},
    {"reviews", "due cards a day, 0 for no limit", "0", "0 to 99999"},
    {"new-per-entry", "new cards of one entry a day", "4", "1 to 99"},
    {"spacing-days", "days between the introductions of words that are alike, 0 for none", "3",
     "0 to 99"},
    {"rollover", "hour at which the study day turns", "4", "0 to 23"},
    {"unlock-days", "days of recall that open recall and cloze cards", "2", "0 to 99"},
    {"measure-cards", "whether nouns are asked for their measure words", "no", "yes or no"},
    {"contrast-interval", "interval in days that opens contrast cards", "7", "0 to 365"},
    {"scheduler", "how the next day is found", "sm2", "sm2"},
    {"sm2-preset", "the reading of SM-2", "article", "article, article_after, nearest or pypi"},
    {"maximum-interval", "longest interval in days", "36500", "1 to 36500"},
}};

std::optional<int> number(std::string_view text, int lowest, int highest) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < lowest || value > highest) return std::nullopt;
  return value;
}

bool set_number(int& field, std::string_view text, int lowest, int highest) {
  const auto value = number(text, lowest, highest);
  if (value) field = *value;
  return value.has_value();
}

}  // namespace

std::span<const SettingInfo> setting_infos() { return kSettings; }

bool apply_setting(Settings& settings, std::string_view key, std::string_view value) {
  if (key == "new-cards") return set_number(settings.new_cards, value, 0, 9999);
  if (key == "new-per-entry") return set_number(settings.new_per_entry, value, 1, 99);
  if (key == "spacing-days") return set_number(settings.spacing_days, value, 0, 99);
  if (key == "unlock-days") return set_number(settings.unlock.recalled_days, value, 0, 99);
  if (key == "contrast-interval") {
    return set_number(settings.unlock.contrast_interval, value, 0, 365);
  }
  if (key == "measure-cards") {
    settings.cards.measure = value == "yes";
    return value == "yes" || value == "no";
  }
  if (key == "scheduler") return value == "sm2";
  if (key == "reviews") {
    const auto limit = number(value, 0, 99999);
    if (limit) settings.reviews = *limit == 0 ? std::nullopt : limit;
    return limit.has_value();
  }
  if (key == "rollover") {
    const auto hour = number(value, 0, 23);
    if (hour) settings.rollover = std::chrono::hours{*hour};
    return hour.has_value();
  }
  if (key == "maximum-interval") {
    const auto days = number(value, 1, 36500);
    if (days) settings.sm2.max_interval = Days{*days};
    return days.has_value();
  }
  if (key == "sm2-preset") {
    auto preset = sm2_preset(value);
    if (!preset) return false;
    preset->max_interval = settings.sm2.max_interval;
    settings.sm2 = *preset;
    return true;
  }
  return false;
}

Settings load_settings(Db& db) {
  Settings settings;
  for (const auto& [key, value] : stored_settings(db)) apply_setting(settings, key, value);
  return settings;
}

std::map<std::string, std::string> stored_settings(Db& db) {
  Statement query(db, "select key, value from setting");
  std::map<std::string, std::string> settings;
  for (query.bind(); query.step();) {
    settings[query.get<std::string>(0)] = query.get<std::string>(1);
  }
  return settings;
}

std::optional<std::string> stored_setting(Db& db, std::string_view key) {
  return query_one<std::string>(db, "select value from setting where key = ?", key);
}

void store_setting(Db& db, std::string_view key, const std::optional<std::string>& value) {
  if (value) {
    execute(db,
            "insert into setting (key, value) values (?, ?) "
            "on conflict (key) do update set value = excluded.value",
            key, *value);
  } else {
    execute(db, "delete from setting where key = ?", key);
  }
}

}  // namespace lianxi::store
