#include "store/migrate.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "cards/card.h"
#include "store/log.h"
#include "support/temporary_folder.h"

namespace lianxi::store {
namespace {

const Moment kNow{
    std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{1'772'420'400'000}},
    std::chrono::minutes{480}};

std::string bytes_of(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

std::int64_t number(Db& db, const char* sql) { return query_one<std::int64_t>(db, sql).value(); }

/// What opening the file complains of: message and hint.
std::string refusal(const std::string& path) {
  try {
    open_collection(path, kNow, 1);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::collection);
    return std::string(error.what()) + " / " + error.hint();
  }
  FAIL("not refused");
  return "";
}

}  // namespace

TEST_CASE("a new file gets the schema, our mark and a device") {
  const TemporaryFolder folder;
  Db db = open_collection(folder / "c.db", kNow, 7);
  CHECK(number(db, "pragma user_version") == schema_version());
  CHECK(number(db, "pragma application_id") == kApplicationId);
  CHECK(query_one<std::string>(db, "pragma journal_mode") == "wal");
  CHECK(number(db, "pragma synchronous") == 2);
  CHECK(query_one<std::string>(db, "pragma integrity_check") == "ok");
  CHECK(number(db, "select count(*) from pragma_foreign_key_check") == 0);
  CHECK(number(db, "select created_at from collection") == kNow.ms());
  CHECK(static_cast<std::int64_t>(this_device(db)) > 0);
  CHECK_FALSE(std::filesystem::exists(folder / "c.db.v0-backup"));
}

TEST_CASE("the names in the schema are those of the program") {
  Db db = memory_collection(kNow);
  for (std::size_t i = 1; i < kEventTypeNames.size(); ++i) {
    CHECK(query_one<std::string>(db, "select name from event_type where id = ?", i) ==
          kEventTypeNames[i]);
  }
  for (std::size_t i = 1; i < kCardKindNames.size(); ++i) {
    CHECK(query_one<std::string>(db, "select name from card_kind where id = ?", i) ==
          kCardKindNames[i]);
  }
  CHECK(number(db, "select count(*) from event_type") + 1 == kEventTypeNames.size());
  CHECK(number(db, "select count(*) from card_kind") + 1 == kCardKindNames.size());
}

TEST_CASE("opening again changes nothing, whatever the seed") {
  const TemporaryFolder folder;
  const std::string path = folder / "c.db";
  const DeviceId device = [&] {
    Db db = open_collection(path, kNow, 7);
    return this_device(db);
  }();
  const std::string before = bytes_of(path);
  {
    Db db = open_collection(path, kNow, 8);
    CHECK(this_device(db) == device);
  }
  CHECK(bytes_of(path) == before);
}

TEST_CASE("the device follows from the seed and is never zero") {
  Db one = memory_collection(kNow, 1);
  Db same = memory_collection(kNow, 1);
  Db other = memory_collection(kNow, 2);
  CHECK(this_device(one) == this_device(same));
  CHECK(this_device(one) != this_device(other));
}

TEST_CASE("a collection of a newer version is refused and left as it is") {
  const TemporaryFolder folder;
  const std::string path = folder / "c.db";
  open_collection(path, kNow, 7).run("pragma user_version = 99");
  const std::string before = bytes_of(path);
  const std::string why = refusal(path);
  CHECK(why.find("written by a newer lianxi (version 99 ") != std::string::npos);
  CHECK(why.find("update lianxi; nothing was changed") != std::string::npos);
  CHECK(bytes_of(path) == before);
}

TEST_CASE("a database of another program is refused and left as it is") {
  const char* const others[] = {
      "create table recipe (text text)",
      "pragma application_id = 1; create table recipe (text text)",
      "pragma user_version = 1; create table recipe (text text)",
      "pragma application_id = 5",
  };
  for (const std::string other : others) {
    CAPTURE(other);
    const TemporaryFolder folder;
    const std::string path = folder / "recipes.db";
    Db(path, Db::Mode::create).run(other.c_str());
    const std::string before = bytes_of(path);
    CHECK(refusal(path).find("a database of another program") != std::string::npos);
    CHECK(bytes_of(path) == before);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
  }
}

TEST_CASE("a file that is no database is refused and left as it is") {
  const TemporaryFolder folder;
  const std::string path = folder / "page.txt";
  std::ofstream(path) << std::string(5000, 'x');
  CHECK(refusal(path).find("damaged or no collection") != std::string::npos);
  CHECK(bytes_of(path) == std::string(5000, 'x'));
}

TEST_CASE("an older collection is copied aside, then brought up to date in one go") {
  const TemporaryFolder folder;
  const std::string path = folder / "c.db";
  { Db old = open_collection(path, kNow, 7); }
  const auto device = [](Db& db) { return this_device(db); };

  Migrations broken = program_migrations();
  broken.push_back(
      "create table extra (id integer primary key) strict; insert into nowhere values (1)");
  CHECK_THROWS_AS(open_collection(path, kNow, 8, {}, broken), Error);
  {
    Db still_old = open_collection(path, kNow, 8);
    CHECK(number(still_old, "select count(*) from sqlite_schema where name = 'extra'") == 0);
  }

  int refolds = 0;
  const Refold refold = [&](Db&) { ++refolds; };
  open_collection(path, kNow, 8, refold);
  CHECK(refolds == 0);  // nothing to migrate
  Migrations more = program_migrations();
  more.push_back("create table extra (id integer primary key) strict");
  Db updated = open_collection(path, kNow, 8, refold, more);
  CHECK(number(updated, "pragma user_version") == schema_version() + 1);
  CHECK(number(updated, "select count(*) from extra") == 0);
  CHECK(refolds == 1);

  Db copy = open_collection(path + ".v" + std::to_string(schema_version()) + "-backup", kNow, 9);
  CHECK(number(copy, "pragma user_version") == schema_version());
  CHECK(device(copy) == device(updated));
  CHECK_THROWS_AS(open_collection(path, kNow, 8), Error);  // now it is the newer one
}

}  // namespace lianxi::store
