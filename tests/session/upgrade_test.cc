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
  for (const std::string dump : {"v1.sql"}) {
    CAPTURE(dump);
    const TemporaryFolder folder;
    const std::string path = folder / "c.db";
    make_from_dump(path, dump);
    const Moment now = moment("2026-03-04T09:00+08:00");
    Db db = store::open_collection(path, now, 1, refold_all);
    Db fresh = store::memory_collection(now);
    CHECK(schema_of(db) == schema_of(fresh));
    CHECK(std::filesystem::exists(path + ".v1-backup"));

    const CheckReport report = check_collection(db);
    CHECK(report.findings == std::vector<std::string>{});
    CHECK(report.events == 11);
    CHECK(report.cards == 5);
    const auto entry = store::find_entries(db, "喝茶").at(0);
    CHECK(store::words_mentioned(db, entry.id) == std::vector<std::string>{"喝水", "茶馆"});
    const auto cards = store::cards_of(db, entry.id);
    REQUIRE(cards.size() == 5);
    CHECK(cards[1].state.sm2.interval == 6);
    CHECK(cards[1].state.reviews == 2);
  }
}

}  // namespace lianxi::test
