#include "session/repair.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "session/check.h"
#include "session/record.h"
#include "session/salvage.h"
#include "session/undo.h"
#include "support/collection.h"
#include "support/temporary_folder.h"

namespace lianxi {
namespace {

const Moment kNow = test::moment("2026-03-02T09:00+08:00");
const store::Stamp kStamp{kNow, std::chrono::hours{4}};

/// A collection with a review of every card, a setting and an undone act.
Db used_collection() {
  Db db = store::memory_collection(kNow);
  const test::TestClock clock("2026-03-02T09:00+08:00");
  test::import_text(db, clock, "tea", test::kTea);
  std::vector<Key> cards;
  store::for_each_card(db, [&](const store::CardRow& card) { cards.push_back(card.card.key); });
  Transaction transaction(db);
  for (const Key& card : cards) {
    ReviewAct review;
    review.scheduler = "sm2";
    review.interval = Days{1};
    record(db, kStamp, card, review);
  }
  record(db, kStamp, std::nullopt, SettingAct{"new-cards", "7"});
  record(db, kStamp, cards[0], SuspendAct{});
  transaction.commit();
  undo_latest(db, kStamp, UndoWhat::act);
  return db;
}

}  // namespace

TEST_CASE("caches that say something else than the log are found and made again") {
  const char* const spoils[] = {
      "update card set due_day = due_day + 1",
      "update card set n = 5, last_day = null, introduced_day = null",
      "update card set open = 1 - open",
      "update card set begun = 1 - begun",
      "update card set suspended = 1",
      "update card set target = target || 'x'",
      "update card set kind = 6 where kind = 1",
      "update card set retired = 1",
      "delete from card where kind = 2",
      "update setting set value = '9'",
      "insert into setting (key, value) values ('stray', '1')",
      "delete from setting",
      "update entry set text = 'nothing'",
      "pragma foreign_keys = off; delete from entry; pragma foreign_keys = on",
      "insert into stable_key (id, key) values (999, zeroblob(16));"
      "insert into entry values (999, '茶馆', '', 'teahouse', '', 1)",
      "insert into stable_key (id, key) values (999, zeroblob(16));"
      "insert into card (id, entry, kind, target, position) values (999, 999, 1, 'x', 1)",
  };
  const CheckReport sound = [] {
    Db db = used_collection();
    return check_collection(db);
  }();
  CHECK(sound.ok());
  for (const std::string spoil : spoils) {
    CAPTURE(spoil);
    Db db = used_collection();
    db.run(spoil.c_str());
    CHECK_FALSE(check_collection(db).ok());
    repair_caches(db);
    const CheckReport after = check_collection(db);
    CHECK(after.findings == std::vector<std::string>{});
    CHECK(after.state == sound.state);
    CHECK(after.log == sound.log);
  }
}

TEST_CASE("a repair of what is sound changes nothing that counts") {
  Db db = used_collection();
  const auto rows = [&] {
    std::set<std::string> cards;
    Statement query(db,
                    "select id || '|' || entry || '|' || target || '|' || position || '|' || "
                    "open || begun || retired || '|' || reviews from card");
    for (query.bind(); query.step();) cards.insert(query.get<std::string>(0));
    return cards;
  };
  const auto before = rows();
  repair_caches(db);
  CHECK(rows() == before);
}

TEST_CASE("what cannot be read is a finding, and the other parts are checked") {
  Db db = used_collection();
  db.run("update event set payload = '{' where type = 12; update card set due_day = 0");
  const CheckReport report = check_collection(db);
  CHECK_FALSE(report.damaged);
  CHECK(report.state.empty());
  bool log = false, cards = false;
  for (const std::string& finding : report.findings) {
    log |= finding.starts_with("the log cannot be read: ");
    cards |= finding.find("its schedule is not what the log says") != std::string::npos;
  }
  CHECK(log);
  CHECK(cards);
}

TEST_CASE("an undo that is about something else than what it names is worth a note") {
  Db db = used_collection();
  db.run("update event set subject = (select max(id) from card) where type = 2");
  const CheckReport report = check_collection(db);
  REQUIRE(report.notes.size() == 1);
  CHECK(report.notes[0].find("is about something else than what it names") != std::string::npos);
}

TEST_CASE("events that are missing: of this device a finding, of another worth a note") {
  Db db = used_collection();
  SUBCASE("this device") {
    db.run("delete from review where event = 3; delete from event where id = 3");
    const CheckReport report = check_collection(db);
    CHECK(report.findings.size() >= 1);
    CHECK(report.notes.empty());
  }
  SUBCASE("another one") {
    db.run(R"sql(
      insert into device (id, code) values (9, 99);
      insert into event (device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour,
                         study_day, type, payload)
      values (9, 3, 1, 0, 1, 0, 4, 1, 11, '{"key":"new-cards","value":"7"}'))sql");
    const CheckReport report = check_collection(db);
    CHECK(report.findings.empty());
    CHECK(report.notes == std::vector<std::string>{
                              "the log: device 0000000000000063 has written 3 events, 1 are here"});
  }
}

TEST_CASE("whoever waited for a damaged file writes nothing once another has taken its place") {
  const TemporaryFolder folder;
  const std::string path = folder / "collection.db";
  const auto open = [&] { return store::open_collection(path, kNow, 1, refold_all); };
  {
    Db db = open();
    const test::TestClock clock("2026-03-02T09:00+08:00");
    test::import_text(db, clock, "tea", test::kTea);
  }
  std::ifstream old(path, std::ios::binary);
  const std::string before(std::istreambuf_iterator<char>(old), {});
  Db waiting = open();
  const SalvageReport report = salvage(path, {}, kNow, 7);
  CHECK_THROWS_WITH_AS(waiting.run("insert into setting (key, value) values ('new-cards', '7')"),
                       doctest::Contains("has taken its place"), Error);

  old.clear();
  old.seekg(0);
  std::string header(15, 'x');
  old.read(header.data(), 15);
  CHECK(header == std::string(15, '\0'));
  std::ifstream aside(report.aside, std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(aside), {}) == before);
  Db db = open();
  CHECK(check_collection(db).ok());
  CHECK(query_one<int>(db, "select count(*) from event") == 1);
}

TEST_CASE("a backup that is damaged stands in the way of no salvage, an older one helps") {
  const TemporaryFolder folder;
  const std::string path = folder / "c.db", older = folder / "old.db", newer = folder / "new.db";
  {
    Db used = used_collection();
    execute(used, "vacuum into ?", path);
    execute(used, "vacuum into ?", older);
  }
  const auto spoil = [](const std::string& file, std::streamoff at) {
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(at);
    out << std::string(4096, '\x5a');
  };
  std::filesystem::copy_file(path, newer);
  const auto pages = static_cast<std::streamoff>(std::filesystem::file_size(path) / 4096);
  spoil(newer, pages / 2 * 4096);
  spoil(path, 0);
  const SalvageReport report = salvage(path, {older, newer}, kNow, 7);
  CHECK(report.lost_events == 0);
  Db db(path, Db::Mode::read_only);
  CHECK(check_collection(db).findings == std::vector<std::string>{});
}

TEST_CASE("a salvage knows the shape of every table of the log") {
  Db db = store::memory_collection(kNow);
  const std::set<std::string> others = {
      // names, made with the schema
      "event_type", "card_kind", "collection",
      // caches
      "setting", "entry", "entry_deck", "entry_reading", "card", "accepted_answer", "mention",
      "frame", "gloss", "asked_word", "entry_tag", "entry_level", "read_segment", "review_block",
      "tally",
      // told again where it is lost
      "publish_again"};
  Statement tables(db,
                   "select name, wr from pragma_table_list where type = 'table' and schema = "
                   "'main' and name not like 'sqlite_%'");
  for (tables.bind(); tables.step();) {
    const std::string name = tables.get<std::string>(0);
    if (others.contains(name)) continue;
    CAPTURE(name);
    std::string shape;
    Statement columns(db, "select type, \"notnull\", pk from pragma_table_info(?)");
    for (columns.bind(name); columns.step();) {
      const bool integer = columns.get<std::string_view>(0) == "INTEGER";
      const bool blob = columns.get<std::string_view>(0) == "BLOB";
      const bool required = columns.get<bool>(1) || columns.get<bool>(2);
      const bool rowid = !tables.get<bool>(1) && columns.get<bool>(2);
      shape += rowid ? 'n' : blob ? 'k' : integer ? (required ? 'i' : 'I') : required ? 't' : 'T';
    }
    std::string known;
    for (const StoredShape& each : stored_shapes()) {
      if (name == each.table) known = each.columns;
    }
    CHECK(known == shape);
  }
}

}  // namespace lianxi
