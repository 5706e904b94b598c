#include "store/settings.h"

#include <doctest/doctest.h>

#include "store/migrate.h"

namespace lianxi::store {
namespace {

/// One number that tells all settings apart, whichever field changes.
std::string described(const Settings& settings) {
  const auto text = [](auto value) { return std::to_string(value) + " "; };
  return text(settings.new_cards) + text(settings.reviews.value_or(-1)) +
         text(settings.new_per_entry) + text(settings.spacing_days) +
         text(settings.rollover.count()) + text(settings.unlock.recalled_days) +
         text(settings.unlock.contrast_interval) + text(static_cast<int>(settings.sm2.ef_on_fail)) +
         text(static_cast<int>(settings.sm2.ef_for_interval)) +
         text(static_cast<int>(settings.sm2.rounding)) + text(settings.max_interval.count()) +
         text(settings.cards.has(CardKind::measure));
}

/// The same of what says which scheduler, with which options.
std::string scheduling(const Settings& settings) {
  std::string text = settings.scheduler_name + " " + std::to_string(settings.fsrs.retention) + " " +
                     std::to_string(settings.fsrs.parameters[0]) + " " +
                     (settings.fuzz ? *settings.fuzz ? "yes" : "no" : "auto") + " " +
                     (settings.balance ? "yes" : "no") + " ";
  for (const EasyDay day : settings.easy_days) text += std::to_string(static_cast<int>(day));
  return text;
}

}  // namespace

TEST_CASE("each setting takes what it may be and nothing else") {
  const struct {
    std::string key;
    std::vector<std::string> taken, refused;
  } rows[] = {
      {"new-cards", {"0", "9999"}, {"-1", "10000", "", "ten", "1x", " 1", "1.5", "99999999999"}},
      {"reviews", {"0", "1", "99999"}, {"-1", "100000", ""}},
      {"new-per-entry", {"1", "99"}, {"0", "100"}},
      {"spacing-days", {"0", "99"}, {"-1", "100"}},
      {"rollover", {"0", "23"}, {"24", "-1", "4h"}},
      {"unlock-days", {"0", "99"}, {"100", "-1"}},
      {"contrast-interval", {"0", "365"}, {"366", "-1"}},
      {"measure-cards", {"yes", "no"}, {"", "on", "Yes"}},
      {"scheduler", {"sm2", "sm2-anki", "fsrs"}, {"SM2", "", "anki", "fsrs-7"}},
      {"retention", {"0.7", "0.90", ".97"}, {"0.69", "0.98", "", "90", "nan", "0.9x", "1e-1"}},
      {"fsrs-parameters",
       {"default", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"},
       {"", "1", "1 2 x", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 nan",
        "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1e999"}},
      {"fuzz", {"yes", "no", "auto"}, {"", "on", "Yes"}},
      {"balance", {"yes", "no"}, {"", "auto"}},
      {"easy-days", {"none", "mon=minimum", "sat=reduced,sun=minimum"}, {"sat", "sat=none"}},
      {"sm2-preset", {"article", "article_after", "nearest", "pypi"}, {"", "Article", "sm2"}},
      {"maximum-interval", {"1", "36500"}, {"0", "36501"}},
      {"no-such-key", {}, {"", "1"}},
  };
  CHECK(setting_infos().size() + 1 == std::size(rows));
  for (const auto& row : rows) {
    CAPTURE(row.key);
    for (const std::string& value : row.taken) {
      CAPTURE(value);
      Settings settings;
      CHECK(apply_setting(settings, row.key, value));
    }
    for (const std::string& value : row.refused) {
      CAPTURE(value);
      Settings settings;
      CHECK_FALSE(apply_setting(settings, row.key, value));
      CHECK(described(settings) == described({}));
      CHECK(scheduling(settings) == scheduling({}));
    }
  }
}

TEST_CASE("what is refused leaves alone what was set before") {
  for (const auto& [key, value] : {std::pair{"measure-cards", "yes"},
                                   {"balance", "yes"},
                                   {"fuzz", "yes"},
                                   {"scheduler", "fsrs"},
                                   {"easy-days", "mon=minimum"},
                                   {"retention", "0.8"}}) {
    CAPTURE(key);
    Settings settings;
    REQUIRE(apply_setting(settings, key, value));
    const std::string before = described(settings) + scheduling(settings);
    CHECK_FALSE(apply_setting(settings, key, "of a newer version"));
    CHECK(described(settings) + scheduling(settings) == before);
  }
}

TEST_CASE("every setting of the scheduler changes a field of its own, and the scheduler made") {
  const struct {
    const char *key, *value, *scheduling;
  } rows[] = {
      {"scheduler", "fsrs", "fsrs 0.900000 0.212000 auto no 0000000"},
      {"retention", "0.8", "sm2 0.800000 0.212000 auto no 0000000"},
      {"fsrs-parameters", "3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
       "sm2 0.900000 3.000000 auto no 0000000"},
      {"fuzz", "no", "sm2 0.900000 0.212000 no no 0000000"},
      {"balance", "yes", "sm2 0.900000 0.212000 auto yes 0000000"},
      {"easy-days", "tue=reduced,sun=minimum", "sm2 0.900000 0.212000 auto no 0100002"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.key);
    Settings settings;
    REQUIRE(apply_setting(settings, row.key, row.value));
    CHECK(scheduling(settings) == row.scheduling);
    CHECK(described(settings) == described({}));
  }
  Settings settings;
  CHECK_FALSE(settings.choice().fuzz);
  CHECK(settings.scheduler()->name() == "sm2");
  apply_setting(settings, "sm2-preset", "nearest");
  CHECK_FALSE(settings.choice().fuzz);
  apply_setting(settings, "fuzz", "yes");
  CHECK(settings.choice().fuzz);
  for (const char* name : {"fsrs", "sm2-anki"}) {
    Settings other;
    apply_setting(other, "scheduler", name);
    apply_setting(other, "maximum-interval", "20");
    CHECK(other.choice().fuzz);
    CHECK(other.scheduler()->name() == name);
    CardState card;
    card.last = day_from_number(20'000);
    card.sm2 = {1000, 5, 250};
    CHECK(other.scheduler()->answer(card, Rating::easy, {}, Days{1000}, 0.9).interval == Days{20});
  }
}

TEST_CASE("every setting changes a field of its own") {
  const struct {
    const char *key, *value;
    std::string described;
  } rows[] = {
      {"new-cards", "5", "5 -1 4 3 4 2 7 0 0 0 36500 0 "},
      {"reviews", "50", "10 50 4 3 4 2 7 0 0 0 36500 0 "},
      {"new-per-entry", "1", "10 -1 1 3 4 2 7 0 0 0 36500 0 "},
      {"spacing-days", "7", "10 -1 4 7 4 2 7 0 0 0 36500 0 "},
      {"rollover", "0", "10 -1 4 3 0 2 7 0 0 0 36500 0 "},
      {"unlock-days", "3", "10 -1 4 3 4 3 7 0 0 0 36500 0 "},
      {"contrast-interval", "0", "10 -1 4 3 4 2 0 0 0 0 36500 0 "},
      {"sm2-preset", "nearest", "10 -1 4 3 4 2 7 1 0 1 36500 0 "},
      {"measure-cards", "yes", "10 -1 4 3 4 2 7 0 0 0 36500 1 "},
      {"maximum-interval", "365", "10 -1 4 3 4 2 7 0 0 0 365 0 "},
  };
  for (const auto& row : rows) {
    Settings settings;
    REQUIRE(apply_setting(settings, row.key, row.value));
    CHECK(described(settings) == row.described);
  }
}

TEST_CASE("the fallbacks that are shown are the defaults") {
  for (const SettingInfo& info : setting_infos()) {
    CAPTURE(std::string(info.key));
    Settings settings;
    CHECK(apply_setting(settings, info.key, info.fallback));
    CHECK(described(settings) == described({}));
  }
}

TEST_CASE("no limit of reviews is 0, and a preset keeps the longest interval") {
  Settings settings;
  CHECK(apply_setting(settings, "reviews", "20"));
  CHECK(settings.reviews == 20);
  CHECK(apply_setting(settings, "reviews", "0"));
  CHECK_FALSE(settings.reviews);
  CHECK(apply_setting(settings, "maximum-interval", "100"));
  CHECK(apply_setting(settings, "sm2-preset", "pypi"));
  CHECK(settings.max_interval == Days{100});
}

TEST_CASE("the collection keeps settings, forgets them, and passes over what it does not know") {
  Db db = memory_collection({});
  CHECK_FALSE(stored_setting(db, "new-cards"));
  store_setting(db, "new-cards", "5");
  store_setting(db, "new-cards", "6");
  store_setting(db, "from-the-future", "yes");
  store_setting(db, "rollover", "25");
  CHECK(stored_setting(db, "new-cards") == "6");
  CHECK(load_settings(db).new_cards == 6);
  CHECK(load_settings(db).rollover == std::chrono::hours{4});
  store_setting(db, "new-cards", std::nullopt);
  CHECK_FALSE(stored_setting(db, "new-cards"));
  CHECK(load_settings(db).new_cards == 10);
}

TEST_CASE("settings that follow one on the other do not depend on their order") {
  // The table has no order: the preset must not undo the longest interval set before it.
  Db db = memory_collection({});
  store_setting(db, "maximum-interval", "100");
  store_setting(db, "sm2-preset", "nearest");
  CHECK(load_settings(db).max_interval == Days{100});
  CHECK(load_settings(db).sm2.rounding == Sm2Options::Rounding::nearest);
}

}  // namespace lianxi::store
