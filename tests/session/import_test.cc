#include <doctest/doctest.h>

#include "session/check.h"
#include "session/import_job.h"
#include "session/undo.h"
#include "store/entries.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

const store::Stamp kStamp{moment("2026-03-02T09:00+08:00"), std::chrono::hours{4}};

std::int64_t count(Db& db, const char* sql) { return query_one<std::int64_t>(db, sql).value(); }

}  // namespace

TEST_CASE("an import says what it made") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  const ImportReport report = import_text(db, clock, "tea", kTea);
  CHECK(report.entries_new == 1);
  CHECK(report.cards_new == 5);
  CHECK(report.cards_open == 2);
  CHECK(report.by_kind == std::map<CardKind, int>{{CardKind::meaning, 1},
                                                  {CardKind::reading, 1},
                                                  {CardKind::recall, 1},
                                                  {CardKind::cloze, 2}});
  CHECK(report.sentences_kept == 3);
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("importing the same again writes nothing") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "tea", kTea);
  const CheckReport before = check_collection(db);
  const ImportReport again = import_text(db, clock, "tea", kTea);
  CHECK(again.entries_unchanged == 1);
  CHECK(again.cards_new == 0);
  const CheckReport after = check_collection(db);
  CHECK(after.log == before.log);
  CHECK(after.state == before.state);
}

TEST_CASE("a second deck joins the word it shares") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "tea", kTea);
  const ImportReport second = import_text(db, clock, "more", R"(# 喝茶 hēchá
- Traditional: 喝茶
- Definition: something else
## Examples
- 你想去哪儿**喝茶**？
  - Pinyin: Nǐ xiǎng qù nǎr hēchá?
  - English: Where would you like to have tea?
)");
  CHECK(second.entries_updated == 1);
  CHECK(second.cards_new == 0);
  REQUIRE(second.diagnostics.size() == 1);
  CHECK(to_string(second.diagnostics[0]) ==
        "more.md:1: 喝茶: definition differs from another deck's; what came first stays");
  CHECK(count(db, "select count(*) from entry") == 1);
  const auto row = store::find_entries(db, "喝茶").at(0);
  CHECK(row.definition == "to drink tea");
  CHECK(store::deck_names(db, row.id) == std::vector<std::string>{"more", "tea"});
  CHECK(row.text.find("你想去哪儿") != std::string::npos);
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("undoing an import brings back what stood before, redo the import") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  const std::string empty = check_collection(db).state;
  import_text(db, clock, "tea", kTea);
  const std::string first = check_collection(db).state;
  std::string newer(kTea);
  newer.replace(newer.find("to drink tea"), 12, "to have tea, to drink tea");
  import_text(db, clock, "tea", newer);
  const std::string second = check_collection(db).state;
  CHECK(second != first);

  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  CHECK(check_collection(db).state == first);
  CHECK(store::find_entries(db, "喝茶").at(0).definition == "to drink tea");
  REQUIRE(redo_latest(db, kStamp));
  CHECK(check_collection(db).state == second);
  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  CHECK(check_collection(db).state == empty);
  CHECK(store::find_entries(db, "喝茶").empty());
  CHECK_FALSE(undo_latest(db, kStamp, UndoWhat::import));
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("a card whose form vanished is retired with its history, and comes back") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "tea", kTea);
  const Key card = card_key(entry_key("喝茶"), CardKind::cloze, "喝茶聊天");
  REQUIRE(store::find_card(db, card));
  {
    Transaction transaction(db);
    record(db, kStamp, card, ReviewAct{});
    transaction.commit();
  }
  std::string shorter(kTea);
  shorter.resize(shorter.find("- 老朋友"));
  import_text(db, clock, "tea", shorter);
  CHECK(store::find_card(db, card).value().retired);
  CHECK(store::find_card(db, card).value().state.reviews == 1);
  import_text(db, clock, "tea", kTea);
  CHECK_FALSE(store::find_card(db, card).value().retired);
  CHECK(store::find_card(db, card).value().state.reviews == 1);
}

TEST_CASE("a file that cannot be used stops the import, unless told to keep going") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  const auto read = [] {
    ReadResult two = deck_of("tea", kTea);
    two.diagnostics.push_back({"broken.md", 0, "no-headword", "no headword found", true});
    return two;
  };
  ImportReport report;
  CHECK_THROWS_AS(import_decks(db, kStamp, read(), {}, report), Error);
  CHECK(count(db, "select count(*) from event") == 0);
  CHECK(report.diagnostics.size() == 1);
  ImportOptions keep_going;
  keep_going.keep_going = true;
  import_decks(db, kStamp, read(), keep_going, report);
  CHECK(count(db, "select count(*) from entry") == 1);
}

TEST_CASE("none of whose sentences holds the word: nothing is imported") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  const std::string_view text = R"(# 喝茶 hēchá
- Definition: to drink tea
## Examples
- 我们去公园吧。
  - Pinyin: Wǒmen qù gōngyuán ba.
)";
  CHECK_THROWS_AS(import_text(db, clock, "tea", text), Error);
  CHECK(count(db, "select count(*) from event") == 0);
}

TEST_CASE("a dry run reports and writes nothing") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  ImportReport report;
  ImportOptions dry_run;
  dry_run.dry_run = true;
  import_decks(db, kStamp, deck_of("tea", kTea), dry_run, report);
  CHECK(report.cards_new == 5);
  CHECK(count(db, "select count(*) from event") == 0);
  CHECK(count(db, "select count(*) from card") == 0);
}

TEST_CASE("a word that comes or goes divides the sentences of other words anew") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "can", R"(# 会 huì
- Definition: can
## Examples
- 他会来。
- 我有机会去。
)");
  const Key cloze = card_key(entry_key("会"), CardKind::cloze, "会");
  const auto retired = [&] {
    const auto card = store::find_card(db, cloze);
    return !card || card->retired;
  };
  CHECK_FALSE(retired());
  import_text(db, clock, "come", R"(# 会来 huìlái
- Definition: to be coming
)");
  CHECK_FALSE(retired());  // 机会 is not known yet
  import_text(db, clock, "chance", R"(# 机会 jīhuì
- Definition: a chance
)");
  CHECK(retired());
  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  CHECK_FALSE(retired());
  CHECK(check_collection(db).findings.empty());
}

}  // namespace lianxi::test
