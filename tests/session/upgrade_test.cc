#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "session/check.h"
#include "session/record.h"
#include "store/cards.h"
#include "store/entries.h"
#include "store/migrate.h"
#include "support/collection.h"
#include "support/temporary_folder.h"

namespace lianxi::test {
namespace {

/// Every table, index and view with its text.
std::string schema_of(Db& db) {
  Statement query(db, R"sql(
    select name, coalesce(sql, '') from sqlite_schema
    where name not like 'sqlite_%' order by name)sql");
  std::string text;
  for (query.bind(); query.step();) {
    text += query.get<std::string>(0) + ": " + query.get<std::string>(1) + "\n";
  }
  return text;
}

void make_from_dump(const std::string& path, const std::string& dump) {
  std::ostringstream text;
  text << std::ifstream(std::string(LIANXI_SOURCE_DIR) + "/tests/store/upgrade/" + dump).rdbuf();
  Db(path, Db::Mode::create).run(text.str().c_str());
}

}  // namespace

TEST_CASE("a collection of every released version becomes one of today, with all it knows") {
  struct {
    std::string dump;
    int events, cards;
    std::vector<std::string> mentions;
    int reading_interval, reading_reviews;
    std::string deck_title;
    std::string state;  // as that version's `check` printed it
  } const rows[] = {
      {"v1", 11, 5, {"喝水", "茶馆"}, 6, 2, "", ""},
      {"v2", 18, 5, {"茶馆"}, 1, 2, "Tea and talk", "dcce8b8ec297cd149ad4c1897cb31f8d"},
      {"v3", 20, 5, {"茶馆"}, 1, 3, "Tea and talk", "f8b4a3680051c696c7fec8e4965eb865"},
      {"v4", 23, 5, {"茶馆"}, 6, 4, "Tea and talk", "708d21585a3b37b7834769dd01a979f3"},
      {"v5", 25, 5, {"茶馆"}, 6, 4, "Tea and talk", "910bf06b7e61e2bede991089bdc2bdfb"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.dump);
    const TemporaryFolder folder;
    const std::string path = folder / "c.db";
    make_from_dump(path, row.dump + ".sql");
    const Moment now = moment("2026-03-04T09:00+08:00");
    Db db = store::open_collection(path, now, 1, refold_all);
    Db fresh = store::memory_collection(now);
    CHECK(schema_of(db) == schema_of(fresh));
    CHECK(std::filesystem::exists(path + "." + row.dump + "-backup"));

    const CheckReport report = check_collection(db);
    CHECK(report.findings == std::vector<std::string>{});
    CHECK(report.events == row.events);
    CHECK(report.cards == row.cards);
    if (!row.state.empty()) CHECK(report.state == row.state);
    const auto entry = store::find_entries(db, "喝茶").at(0);
    CHECK(store::words_mentioned(db, entry.id) == row.mentions);
    const auto cards = store::cards_of(db, entry.id);
    REQUIRE(std::ssize(cards) == row.cards);
    CHECK(cards[1].state.sm2.interval == row.reading_interval);
    CHECK(cards[1].state.reviews == row.reading_reviews);
    CHECK(store::decks(db).at(0).title == row.deck_title);
  }
}

}  // namespace lianxi::test
