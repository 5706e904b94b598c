#include "session/deletion.h"

#include <doctest/doctest.h>

#include <random>

#include "session/check.h"
#include "session/day.h"
#include "session/entry_text.h"
#include "session/record.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/entries.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kChess = R"(# 下棋 xiàqí
- Part of speech: verb
- Definition: to play chess
## Examples
- 爷爷喜欢**下棋**。
  - Pinyin: Yéye xǐhuan xiàqí.
  - English: Grandpa likes playing chess.
## Contrasts
### 喝茶 (hēchá)
- 下棋 is a game; 喝茶 is what one does beside it.
- Wrong: ~~爷爷在公园里喝茶，他赢了三盘。~~
- Right: 爷爷在公园里下棋，他赢了三盘。
)";

struct Learner : NewLearner {
  Learner() {
    import("tea", kTea);
    import("chess", kChess);
  }

  store::Stamp stamp() {
    clock.advance(std::chrono::minutes{1});
    return {clock.now(), std::chrono::hours{4}};
  }
  ImportReport import(const std::string& deck, std::string_view text) {
    ImportReport report;
    import_decks(db, stamp(), deck_of(deck, text), {}, report);
    return report;
  }
  EntryId entry(std::string_view word) { return store::find_entries(db, word).at(0).id; }
  bool stands(std::string_view word) { return !store::find_entries(db, word).empty(); }
  void remove(const std::vector<std::string>& words) {
    std::vector<EntryId> entries;
    for (const std::string& word : words) entries.push_back(entry(word));
    delete_entries(db, stamp(), entries);
  }
  void edit(const Key& key, const std::string& path, const std::string& text) {
    const store::Stamp at = stamp();
    Transaction transaction(db);
    record(db, at, key, EditAct{path, text});
    transaction.commit();
  }
  /// Answers everything (that the query chooses) good on so many days.
  void study(int days, const std::string& query = "") {
    StudyOptions options;
    options.selection.query = store::parse_query(query);
    for (int i = 0; i < days; ++i) {
      Study study(db, clock, options);
      while (study.ask()) study.rate(Rating::good);
      clock.advance(std::chrono::hours{24});
    }
  }
  std::vector<std::string> headwords() {
    std::vector<std::string> words;
    for (const store::EntryRow& row : store::list_entries(db, {})) words.push_back(row.headword);
    return words;
  }
  std::string state() {
    const CheckReport report = check_collection(db);
    for (const std::string& finding : report.findings) FAIL_CHECK(finding);
    return report.state;
  }
};

const Key kTeaKey = entry_key("喝茶");
const std::string kDefinition = "readings/he1cha2/definition";

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a deleted entry is gone with its cards, and undo brings everything back") {
  Learner learner;
  learner.study(3);
  const std::string before = learner.state();
  const std::string log = check_collection(learner.db).log;
  const auto cards = store::cards_of(learner.db, learner.entry("喝茶"));
  REQUIRE(cards.size() == 5);
  learner.remove({"喝茶"});

  CHECK(learner.headwords() == Words{"下棋"});
  CHECK(store::decks(learner.db).size() == 1);
  CHECK(store::find_readings(learner.db, "hecha").empty());
  const auto due = store::due_cards(learner.db, day_from_string("2030-01-01").value(), {});
  CHECK(std::none_of(due.begin(), due.end(), [&](const QueueCard& card) {
    return std::any_of(cards.begin(), cards.end(),
                       [&](const store::CardRow& gone) { return gone.id == card.card; });
  }));
  CHECK(learner.state() != before);
  CHECK(check_collection(learner.db).log != log);
  for (const store::CardRow& card : cards) {
    if (card.state.reviews == 0) continue;
    CHECK(store::events_of(learner.db, card.card.key).size() >=
          static_cast<std::size_t>(card.state.reviews));
  }

  REQUIRE(undo_latest(learner.db, learner.stamp()));
  CHECK(learner.state() == before);
  CHECK(learner.headwords() == Words{"喝茶", "下棋"});
  const auto after = store::cards_of(learner.db, learner.entry("喝茶"));
  REQUIRE(after.size() == cards.size());
  for (std::size_t i = 0; i < cards.size(); ++i) {
    CHECK(after[i].card == cards[i].card);
    CHECK(after[i].state == cards[i].state);
    CHECK(after[i].open == cards[i].open);
    CHECK(after[i].position == cards[i].position);
  }

  SUBCASE("and redo takes it away again") {
    REQUIRE(redo_latest(learner.db, learner.stamp()));
    CHECK(learner.headwords() == Words{"下棋"});
    learner.state();
  }
}

TEST_CASE("several words are deleted as one act") {
  Learner learner;
  const std::string before = learner.state();
  learner.remove({"喝茶", "下棋"});
  CHECK(learner.headwords().empty());
  learner.state();
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  CHECK(learner.state() == before);
  CHECK_FALSE(undo_latest(learner.db, learner.stamp()));
}

TEST_CASE("a later import skips what was deleted") {
  Learner learner;
  learner.remove({"喝茶"});
  const std::string state = learner.state();
  const std::string log = check_collection(learner.db).log;
  const std::string both = std::string(kTea) + "\n" + std::string(kChess);
  for (const auto& deck : {"tea", "another"}) {
    CAPTURE(deck);
    const auto report = learner.import(deck, kTea);
    CHECK(report.skipped == Words{"喝茶"});
    CHECK(report.entries_new + report.entries_updated + report.entries_unchanged == 0);
    CHECK(report.cards_new == 0);
    CHECK(report.sentences_kept == 0);
  }
  CHECK(learner.state() == state);
  CHECK(check_collection(learner.db).log == log);
  const auto report = learner.import("chess", both);
  CHECK(report.skipped == Words{"喝茶"});
  CHECK(report.entries_unchanged == 1);

  take_back(learner.db, learner.stamp(), find_deleted(learner.db, "喝茶", {}).value());
  CHECK(learner.headwords() == Words{"喝茶", "下棋"});
  CHECK(learner.import("tea", kTea).skipped.empty());
}

TEST_CASE("a deleted entry is known by the name it had, has, and is corrected to") {
  const auto renamed = [](std::string text, const std::string& word, const std::string& pinyin) {
    for (auto at = text.find("喝茶"); at != text.npos; at = text.find("喝茶")) {
      text.replace(at, std::string("喝茶").size(), word);
    }
    for (auto at = text.find("hēchá"); at != text.npos; at = text.find("hēchá")) {
      text.replace(at, std::string("hēchá").size(), pinyin);
    }
    return text;
  };
  const std::string corrected = renamed(std::string(kTea), "饮茶", "yǐnchá");
  Learner learner;
  SUBCASE("corrected before") {
    learner.import("tea", corrected);
    learner.remove({"饮茶"});
    CHECK(learner.import("tea", corrected).skipped == Words{"饮茶"});
    CHECK(learner.import("other", corrected).skipped == Words{"饮茶"});
    CHECK(learner.import("tea", kTea).skipped == Words{"喝茶"});
  }
  SUBCASE("corrected after, in its place") {
    learner.remove({"喝茶"});
    CHECK(learner.import("tea", corrected).skipped == Words{"饮茶"});
  }
  SUBCASE("a word of the same meaning put before it is another word") {
    learner.remove({"喝茶"});
    const std::string both = R"(# 品茶 pǐnchá
- Definition: to drink tea

)" + std::string(kTea);
    const auto report = learner.import("tea", both);
    CHECK(report.skipped == Words{"喝茶"});
    CHECK(report.entries_new == 1);
  }
  SUBCASE("another word in its place is another word") {
    learner.remove({"喝茶"});
    const auto report = learner.import("tea", R"(# 散步 sànbù
- Definition: to take a walk
)");
    CHECK(report.skipped.empty());
    CHECK(report.entries_new == 1);
  }
  learner.state();
}

TEST_CASE("an edit while the delete lives does nothing, and counts when it is taken back") {
  Learner learner;
  learner.remove({"喝茶"});
  const std::string state = learner.state();
  learner.edit(kTeaKey, kDefinition, "to have tea");
  CHECK_FALSE(learner.stands("喝茶"));
  CHECK(learner.state() == state);
  take_back(learner.db, learner.stamp(), find_deleted(learner.db, "喝茶", {}).value());
  CHECK(store::find_entries(learner.db, "喝茶").at(0).definition == "to have tea");
  learner.state();
}

TEST_CASE("an entry deleted twice, on two devices, is brought back by taking back both") {
  Learner learner;
  const std::string before = learner.state();
  learner.remove({"喝茶"});
  Transaction transaction(learner.db);
  record(learner.db, learner.stamp(), kTeaKey, DeleteAct{});
  transaction.commit();
  const auto deleted = find_deleted(learner.db, "喝茶", store::dead_events(learner.db)).value();
  CHECK(deleted.deletes.size() == 2);
  undo_event(learner.db, learner.stamp(), deleted.deletes[0]);
  CHECK_FALSE(learner.stands("喝茶"));
  take_back(learner.db, learner.stamp(),
            find_deleted(learner.db, "喝茶", store::dead_events(learner.db)).value());
  CHECK(learner.state() == before);
}

TEST_CASE("a contrast waits for its other word no longer when that is deleted") {
  Learner learner;
  const auto open = [&] {
    for (const store::CardRow& card : store::cards_of(learner.db, learner.entry("下棋"))) {
      if (card.card.kind == CardKind::contrast) return card.open;
    }
    FAIL("no contrast");
    return false;
  };
  learner.study(30, "word:下棋 -kind:contrast");
  REQUIRE_FALSE(open());
  learner.remove({"喝茶"});
  CHECK(open());
  learner.state();
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  CHECK_FALSE(open());
  learner.state();
}

TEST_CASE("an import taken back while its entry is deleted") {
  Learner learner;
  learner.remove({"下棋"});
  REQUIRE(undo_latest(learner.db, learner.stamp(), UndoWhat::import));  // of 下棋
  const auto deleted = find_deleted(learner.db, "下棋", store::dead_events(learner.db));
  REQUIRE(deleted);
  CHECK_FALSE(deleted->entry);
  CHECK(learner.import("chess", kChess).skipped == Words{"下棋"});
  take_back(learner.db, learner.stamp(), *deleted);
  CHECK_FALSE(learner.stands("下棋"));
  CHECK(learner.import("chess", kChess).entries_new == 1);
  learner.state();
}

TEST_CASE(
    "whatever is deleted, imported, edited and taken back, the caches are what the log says") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Learner learner;
    for (int i = 0; i < 25; ++i) {
      const bool tea = random() % 2 == 0;
      const std::string word = tea ? "喝茶" : "下棋";
      switch (random() % 7) {
        case 0:
        case 1:
          if (learner.stands(word)) learner.remove({word});
          break;
        case 2:
          learner.import(tea ? "tea" : "chess", tea ? kTea : kChess);
          break;
        case 3:
          learner.edit(entry_key(word), "tags/t" + std::to_string(random() % 3), "+");
          break;
        case 4:
          undo_latest(learner.db, learner.stamp(),
                      random() % 3 == 0 ? UndoWhat::import : UndoWhat::act);
          break;
        case 5:
          redo_latest(learner.db, learner.stamp());
          break;
        default:
          learner.study(1);
      }
      const std::string state = learner.state();
      if (i % 5 != 0) continue;
      Transaction transaction(learner.db);
      refold_all(learner.db);
      transaction.commit();
      CHECK(learner.state() == state);
    }
  }
}

}  // namespace lianxi::test
