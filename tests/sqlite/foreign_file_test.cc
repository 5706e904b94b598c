#include "sqlite/foreign_file.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "support/temporary_folder.h"

namespace lianxi {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string database(const char* sql) {
  TemporaryFolder folder;
  {
    Db db(folder / "a.db", Db::Mode::create);
    db.run(sql);
  }
  return bytes_of(folder / "a.db");
}

TEST_CASE("a database without a name is read, and cannot be written") {
  UnnamedFile file;
  file.write(
      database("create table note(id integer primary key, text text); "
               "insert into note values (1, '茶'), (2, '水')"));
  Db db = open_foreign(file);
  CHECK(query_one<std::string>(db, "select text from note where id = ?", 2) == "水");
  CHECK_THROWS_AS(db.run("insert into note values (3, 'x')"), Error);
  CHECK_THROWS_AS(db.run("attach '/tmp/x' as x"), Error);
  db.run("create temp table t(a)");
}

TEST_CASE("a database with a log that was left open is read without it") {
  UnnamedFile file;
  file.write(
      database("pragma journal_mode = wal; create table note(id); insert into note values (1)"));
  Db db = open_foreign(file);
  CHECK(query_one<int>(db, "select count(*) from note") == 1);
}

TEST_CASE("what is no sound database is refused") {
  const std::string good = database(
      "create table note(id integer primary key, text text); with recursive n(i) as "
      "(select 1 union all select i + 1 from n where i < 2000) "
      "insert into note select i, 'text ' || i from n");
  std::string torn = good;
  for (std::size_t i = 2 * 4096; i < 3 * 4096; ++i) torn[i] = '\x55';
  for (const std::string& bytes :
       {std::string(), std::string("no database"), torn, good.substr(0, good.size() / 2)}) {
    UnnamedFile file;
    file.write(bytes);
    CHECK_THROWS_AS(
        [&] {
          Db db = open_foreign(file);
          query_one<std::string>(db, "select text from note where id = 1500");
        }(),
        Error);
  }
}

}  // namespace
}  // namespace lianxi
