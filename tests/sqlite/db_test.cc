#include "sqlite/db.h"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "support/temporary_folder.h"

namespace lianxi {
namespace {

enum class Colour : std::int64_t { red = 7 };

/// What comes back when a value is bound and read as a T.
template <typename T, typename Value>
T echo(Db& db, const Value& value) {
  Statement query(db, "select ?");
  REQUIRE(query.bind(value).step());
  return query.get<T>(0);
}

/// The error that `work` ends with.
template <typename Work>
Error error_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error");
  return Error(ErrorKind::usage, "");
}

bool holds(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

std::int64_t count_rows(Db& db) {
  return query_one<std::int64_t>(db, "select count(*) from word").value();
}

}  // namespace

TEST_CASE("every type that is bound comes back the same") {
  Db db = Db::memory();
  CHECK(echo<std::int64_t>(db, std::int64_t{1} << 62) == std::int64_t{1} << 62);
  CHECK(echo<int>(db, -5) == -5);
  CHECK(echo<bool>(db, true));
  CHECK(echo<double>(db, 2.5) == 2.5);
  CHECK(echo<Colour>(db, Colour::red) == Colour::red);
  CHECK(echo<std::string>(db, "联系") == "联系");
  CHECK(echo<std::string>(db, std::string("x")) == "x");
  CHECK(echo<std::string>(db, std::string_view("xyz").substr(1)) == "yz");
  CHECK(echo<StudyDay>(db, day_from_number(20514)) == day_from_number(20514));
  const Key key = key_from_hex("000102030405060708090a0b0c0d0e0f").value();
  CHECK(echo<Key>(db, key) == key);
  CHECK(echo<std::optional<int>>(db, std::optional<int>(3)) == 3);
}

TEST_CASE("null is no empty text") {
  Db db = Db::memory();
  using Text = std::optional<std::string>;
  CHECK(echo<Text>(db, nullptr) == std::nullopt);
  CHECK(echo<Text>(db, std::nullopt) == std::nullopt);
  CHECK(echo<Text>(db, Text()) == std::nullopt);
  CHECK(echo<Text>(db, Text("")) == "");
  CHECK(echo<Text>(db, std::string_view()) == "");
  CHECK(echo<std::string>(db, nullptr).empty());
}

TEST_CASE("a text keeps the NUL inside it") {
  Db db = Db::memory();
  const std::string text("a\0b", 3);
  CHECK(echo<std::string>(db, text) == text);
}

TEST_CASE("the only value of a query is nothing without a row and where it is null") {
  Db db = Db::memory();
  CHECK(query_one<int>(db, "select ? + 1", 2) == 3);
  CHECK(query_one<int>(db, "select null") == std::nullopt);
  CHECK(query_one<int>(db, "select 1 where 0") == std::nullopt);
}

TEST_CASE("a statement can be bound again, and taken again while it is in use") {
  Db db = Db::memory();
  db.run("create table word (text text); insert into word values ('a'), ('b')");
  const char* const sql = "select text from word where text >= ? order by text";
  Statement outer(db, sql);
  std::string seen;
  for (outer.bind("a"); outer.step();) {
    Statement inner(db, sql);
    for (inner.bind("b"); inner.step();) seen += inner.get<std::string>(0);
    seen += outer.get<std::string>(0);
  }
  CHECK(seen == "babb");
  REQUIRE(outer.bind("b").step());
  CHECK(outer.get<std::string>(0) == "b");
}

TEST_CASE("a statement that is given back keeps no values") {
  Db db = Db::memory();
  const char* const sql = "select ?";
  execute(db, sql, "secret");
  Statement query(db, sql);
  REQUIRE(query.step());
  CHECK(query.is_null(0));
}

TEST_CASE("changes and the last row are those of the latest statement") {
  Db db = Db::memory();
  db.run("create table word (id integer primary key, text text)");
  execute(db, "insert into word values (41, 'a'), (42, 'b')");
  CHECK(db.changes() == 2);
  CHECK(db.last_row() == 42);
  execute(db, "delete from word where id = 41");
  CHECK(db.changes() == 1);
}

TEST_CASE("a transaction that is not committed leaves nothing behind") {
  Db db = Db::memory();
  db.run("create table word (text text not null)");
  CHECK_THROWS_AS(
      [&] {
        Transaction transaction(db);
        execute(db, "insert into word values ('a')");
        execute(db, "insert into word values (null)");
      }(),
      Error);
  CHECK(count_rows(db) == 0);
  {
    Transaction transaction(db);
    execute(db, "insert into word values ('a')");
    transaction.commit();
  }
  CHECK(count_rows(db) == 1);
}

TEST_CASE("an error names the file, what SQLite says and the statement") {
  Db db = Db::memory();
  const Error unknown = error_of([&] { Statement(db, "select x from nowhere"); });
  CHECK(unknown.kind() == ErrorKind::collection);
  CHECK(holds(unknown.what(), ":memory:"));
  CHECK(holds(unknown.what(), "no such table: nowhere"));
  CHECK(holds(unknown.what(), "select x from nowhere"));

  db.run("create table word (text text unique)");
  execute(db, "insert into word values ('a')");
  const char* const again = "insert into word values ('a')";
  const Error twice = error_of([&] { execute(db, again); });
  CHECK(holds(twice.what(), "UNIQUE constraint failed: word.text"));
  CHECK(holds(twice.what(), again));
}

TEST_CASE("an error that a learner can mend says how") {
  const TemporaryFolder folder;
  const Error missing = error_of([&] { Db db(folder / "no/such.db", Db::Mode::create); });
  CHECK(holds(missing.what(), folder / "no/such.db"));
  CHECK(holds(missing.hint(), "folder exists"));

  const std::string page = folder / "page.txt";
  std::ofstream(page) << std::string(4096, 'x');
  const Error foreign = error_of([&] {
    Db db(page, Db::Mode::create);
    db.run("create table word (text text)");
  });
  CHECK(holds(foreign.hint(), "damaged or no collection"));
  CHECK_FALSE(holds(foreign.what(), "create table"));
}

TEST_CASE("foreign keys are on") {
  Db db = Db::memory();
  db.run("create table a (id integer primary key); create table b (a integer references a (id))");
  CHECK_THROWS_AS(execute(db, "insert into b values (1)"), Error);
}

TEST_CASE("what stands in double quotes is a name, never a text") {
  Db db = Db::memory();
  CHECK_THROWS_AS(Statement(db, "select \"no such column\""), Error);
  CHECK_THROWS_AS(db.run("create table t (a text check (a <> \"x\"))"), Error);
}

TEST_CASE("two connections write one after the other") {
  const TemporaryFolder folder;
  Db first(folder / "c.db", Db::Mode::create);
  first.run("create table word (text text)");

  std::atomic<bool> committed = false;
  bool waited = false;
  std::string failure;
  std::thread other;
  {
    Transaction transaction(first);
    execute(first, "insert into word values ('first')");
    other = std::thread([&] {
      try {
        Db second(folder / "c.db", Db::Mode::create);
        Transaction later(second);
        waited = committed;
        execute(second, "insert into word values ('second')");
        later.commit();
      } catch (const Error& error) {
        failure = error.what();
      }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    committed = true;
    transaction.commit();
  }
  other.join();
  CHECK(failure == "");
  CHECK(waited);
  CHECK(count_rows(first) == 2);
}

TEST_CASE("one that cannot write because another has says so") {
  const TemporaryFolder folder;
  Db first(folder / "c.db", Db::Mode::create);
  first.run("pragma journal_mode = wal");
  first.run("create table word (text text)");
  Db second(folder / "c.db", Db::Mode::create);
  first.run("begin");
  CHECK(count_rows(first) == 0);
  execute(second, "insert into word values ('second')");
  const Error busy = error_of([&] { execute(first, "insert into word values ('first')"); });
  CHECK(holds(busy.hint(), "another lianxi is writing"));
  CHECK_FALSE(holds(busy.what(), "insert into"));
  first.run("rollback");
}

TEST_CASE("where checkpoints are put off, the file grows at rest and not before") {
  const TemporaryFolder folder;
  const std::string path = folder / "c.db";
  Db db(path, Db::Mode::create);
  db.run("pragma journal_mode = wal");
  db.run("create table word (text text)");
  db.put_off_checkpoints();
  const auto before = std::filesystem::file_size(path);
  const std::string page(4000, 'x');
  const auto write = [&](int rows) {
    for (int i = 0; i < rows; ++i) execute(db, "insert into word values (?)", page);
  };
  write(100);
  db.rest();
  CHECK(std::filesystem::file_size(path) == before);  // not worth it yet
  write(1500);
  CHECK(std::filesystem::file_size(path) == before);
  Db other(path, Db::Mode::create);
  CHECK(count_rows(other) == 1600);
  db.rest();
  CHECK(std::filesystem::file_size(path) > 1600 * page.size());
}

TEST_CASE("read-only reads, never writes, and makes no file") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(Db(folder / "none.db", Db::Mode::read_only), Error);
  CHECK_FALSE(std::filesystem::exists(folder / "none.db"));

  Db(folder / "c.db", Db::Mode::create).run("create table word (text text)");
  Db db(folder / "c.db", Db::Mode::read_only);
  CHECK(count_rows(db) == 0);
  const Error refused = error_of([&] { execute(db, "insert into word values ('a')"); });
  CHECK(holds(refused.hint(), "you may write there"));
}

TEST_CASE("a connection that is moved goes on with its statements") {
  Db db = Db::memory();
  db.run("create table word (text text)");
  CHECK(count_rows(db) == 0);
  Db moved = std::move(db);
  CHECK(count_rows(moved) == 0);
  CHECK(moved.path() == ":memory:");
}

}  // namespace lianxi
