#include "store/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace lianxi::store {
namespace {

constexpr auto kStudySettings = std::to_array<SettingInfo>({
    {"new-cards", "new cards a day", "10", "0 to 9999"},
    {"reviews", "due cards a day, 0 for no limit", "0", "0 to 99999"},
    {"new-per-entry", "new cards of one entry a day", "4", "1 to 99"},
    {"spacing-days", "days between the introductions of words that are alike, 0 for none", "3",
     "0 to 99"},
    {"rollover", "hour at which the study day turns", "4", "0 to 23"},
    {"unlock-days", "days of recall that open recall and cloze cards", "2", "0 to 99"},
});
constexpr auto kScheduleSettings = std::to_array<SettingInfo>({
    {"contrast-interval", "interval in days that opens contrast cards", "7", "0 to 365"},
    {"scheduler", "how the next day is found", "sm2", "sm2, sm2-anki or fsrs"},
    {"sm2-preset", "the reading of SM-2", "article", "article, article_after, nearest or pypi"},
    {"retention", "share of cards that FSRS wants recalled", "0.9", "0.70 to 0.97"},
    {"fsrs-parameters", "what FSRS knows of your memory; lianxi optimize fits it", "default",
     "17, 19 or 21 numbers, or default"},
    {"fuzz", "whether days are moved a little, so that cards part; auto: not for sm2", "auto",
     "auto, yes or no"},
    {"balance", "whether cards come back rather on days with less to do; fuzz goes with it", "no",
     "yes or no"},
    {"easy-days", "days of the week to keep light, where loads are balanced", "none",
     "such as sat=reduced,sun=minimum, or none"},
    {"maximum-interval", "longest interval in days", "36500", "1 to 36500"},
});

constexpr bool is_chosen(const KindInfo& info) { return !info.setting.empty(); }

/// The kinds of cards that a learner may choose stand between the others.
constexpr auto kSettings = [] {
  constexpr auto kKinds = static_cast<std::size_t>(std::ranges::count_if(kCardKinds, is_chosen));
  std::array<SettingInfo, kStudySettings.size() + kKinds + kScheduleSettings.size()> all;
  auto end = std::ranges::copy(kStudySettings, all.begin()).out;
  for (const KindInfo& info : kCardKinds) {
    if (is_chosen(info)) *end++ = {info.setting, info.setting_says, "no", "yes or no"};
  }
  std::ranges::copy(kScheduleSettings, end);
  return all;
}();

std::optional<int> number(std::string_view text, int lowest, int highest) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < lowest || value > highest) return std::nullopt;
  return value;
}

template <typename Flag>
bool set_flag(Flag& field, std::string_view text) {
  if (text == "yes") field = true;
  if (text == "no") field = false;
  return text == "yes" || text == "no";
}

bool set_fuzz(std::optional<bool>& field, std::string_view text) {
  if (text == "auto") field.reset();
  return text == "auto" || set_flag(field, text);
}

bool set_scheduler(std::string& field, std::string_view name) {
  const bool known = name == "sm2" || name == "sm2-anki" || name == "fsrs";
  if (known) field = name;
  return known;
}

std::optional<double> real(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

bool set_retention(double& field, std::string_view text) {
  const auto value = real(text);
  const bool allowed = value && *value >= kMinRetention && *value <= kMaxRetention;
  if (allowed) field = *value;
  return allowed;
}

bool set_parameters(Fsrs6Parameters& field, std::string_view text) {
  constexpr std::string_view kBetween = " ,\t\n";
  if (text == "default") {
    field = kFsrs6Defaults;
    return true;
  }
  std::vector<double> values;
  for (std::size_t at = text.find_first_not_of(kBetween); at < text.size();
       at = text.find_first_not_of(kBetween, at)) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    const auto value = real(text.substr(at, end - at));
    if (!value) return false;
    values.push_back(*value);
    at = end;
  }
  const auto parameters = fsrs6_parameters(values);
  if (parameters) field = within_ranges(*parameters);
  return parameters.has_value();
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
  if (key == "scheduler") return set_scheduler(settings.scheduler_name, value);
  if (key == "retention") return set_retention(settings.fsrs.retention, value);
  if (key == "fsrs-parameters") return set_parameters(settings.fsrs.parameters, value);
  if (key == "fuzz") return set_fuzz(settings.fuzz, value);
  if (key == "balance") return set_flag(settings.balance, value);
  if (key == "easy-days") {
    const auto days = easy_days_from_string(value);
    if (days) settings.easy_days = *days;
    return days.has_value();
  }
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
    if (days) settings.max_interval = Days{*days};
    return days.has_value();
  }
  if (key == "sm2-preset") {
    const auto preset = sm2_preset(value);
    if (preset) settings.sm2 = *preset;
    return preset.has_value();
  }
  const auto kind = std::ranges::find(kCardKinds, key, &KindInfo::setting);
  if (kind == kCardKinds.end() || !is_chosen(*kind)) return false;
  bool chosen = false;
  if (!set_flag(chosen, value)) return false;
  settings.cards.choose(kind->kind, chosen);
  return true;
}

SchedulerChoice Settings::choice() const {
  SchedulerChoice choice{sm2, false, max_interval};
  if (scheduler_name == "sm2-anki") choice.options = Sm2AnkiOptions{};
  if (scheduler_name == "fsrs") choice.options = fsrs;
  choice.fuzz = balance || fuzz.value_or(scheduler_name != "sm2");
  return choice;
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
