#include <doctest/doctest.h>

#include <algorithm>

#include "session/check.h"
#include "session/entry_text.h"
#include "session/import_job.h"
#include "session/record.h"
#include "session/sentence_texts.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/entries.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

const std::string kTeaText(kTea);
const std::string kDefinition = "readings/he1cha2/definition";

struct Learner : NewLearner {
  Learner() { import("tea", kTeaText); }

  ImportReport import(const std::string& deck, const std::string& text,
                      const ImportOptions& options = {}) {
    clock.advance(std::chrono::minutes{1});
    ImportReport report;
    import_decks(db, stamp(), deck_of(deck, text), options, report);
    return report;
  }
  void edit(const std::string& path, const std::string& text) {
    clock.advance(std::chrono::minutes{1});
    Transaction transaction(db);
    record(db, stamp(), key(), EditAct{path, text});
    transaction.commit();
  }
  /// Answers everything good on so many days.
  void study(int days) {
    for (int i = 0; i < days; ++i) {
      Study study(db, clock, {});
      while (study.ask()) study.rate(Rating::good);
      clock.advance(std::chrono::hours{24});
    }
  }
  Key key() { return entry_key("喝茶"); }
  Entry entry() { return folded_entry(db, key(), store::dead_events(db)).value().entry; }
  std::vector<store::CardRow> cards() {
    return store::cards_of(db, static_cast<EntryId>(store::find_key(db, key()).value()));
  }
  std::string findings() {
    std::string text;
    for (const std::string& finding : check_collection(db).findings) text += finding + "\n";
    return text;
  }
};

int reviews_of(const std::vector<store::CardRow>& cards) {
  int reviews = 0;
  for (const store::CardRow& card : cards) reviews += card.state.reviews;
  return reviews;
}

}  // namespace

TEST_CASE("a typo corrected in a deck keeps every review and due date") {
  Learner learner;
  learner.study(3);
  const auto before = learner.cards();
  const auto report = learner.import("tea", replaced(kTeaText, "Grandpa has", "Grandfather has"));
  CHECK(report.entries_updated == 1);
  CHECK(report.cards_new == 0);
  const auto after = learner.cards();
  REQUIRE(after.size() == before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    CHECK(after[i].card == before[i].card);
    CHECK(after[i].state == before[i].state);
  }
  CHECK(learner.entry().examples[1].english == "Grandfather has tea every morning.");
  CHECK(learner.findings().empty());
}

TEST_CASE("a headword corrected in its place keeps its cards") {
  Learner learner;
  learner.study(4);
  const int reviews = reviews_of(learner.cards());
  const std::string state = check_collection(learner.db).state;
  const std::string corrected = replaced(kTeaText, "喝茶", "饮茶");
  const auto report = learner.import("tea", replaced(corrected, "hēchá", "yǐnchá"));
  CHECK(report.renamed == std::vector<std::string>{"喝茶 is now 饮茶"});
  CHECK(report.entries_updated == 1);
  CHECK(report.cards_new == 0);
  CHECK(store::find_entries(learner.db, "喝茶").empty());
  CHECK(store::find_entries(learner.db, "饮茶").size() == 1);
  const auto cards = learner.cards();  // under the key of 喝茶
  CHECK(reviews_of(cards) == reviews);
  CHECK(std::count_if(cards.begin(), cards.end(), [](const store::CardRow& card) {
          return card.card.target == "yǐnchá";
        }) == 3);
  CHECK(std::any_of(cards.begin(), cards.end(), [](const store::CardRow& card) {
    return card.card.target == "饮茶聊天" &&
           card.card.key == card_key(entry_key("喝茶"), CardKind::cloze, "喝茶聊天");
  }));
  CHECK(learner.findings().empty());

  SUBCASE("the next version of the corrected deck is the same entry") {
    const auto again = learner.import(
        "tea", replaced(replaced(corrected, "hēchá", "yǐnchá"), "to drink tea", "to take tea"));
    CHECK(again.entries_updated == 1);
    CHECK(again.renamed.empty());
    CHECK(reviews_of(learner.cards()) == reviews);
  }
  SUBCASE("undo brings the old name back") {
    REQUIRE(undo_latest(learner.db, learner.stamp(), UndoWhat::import));
    CHECK(store::find_entries(learner.db, "喝茶").size() == 1);
    CHECK(check_collection(learner.db).state == state);
  }
}

TEST_CASE("another word in the same place is another word") {
  Learner learner;
  learner.study(2);
  const auto report = learner.import("tea", R"(# 下棋 xiàqí
- Part of speech: verb
- Definition: to play chess
## Examples
- 爷爷喜欢**下棋**。
  - Pinyin: Yéye xǐhuan xiàqí.
  - English: Grandpa likes playing chess.
)");
  CHECK(report.entries_new == 1);
  CHECK(report.renamed.empty());
  CHECK(store::find_entries(learner.db, "喝茶").size() == 1);
}

TEST_CASE("a sentence that its deck drops is retired, and the log still tells it") {
  Learner learner;
  learner.study(4);
  const auto cloze = [&] {
    const auto cards = learner.cards();
    return *std::find_if(cards.begin(), cards.end(), [](const store::CardRow& card) {
      return card.card.kind == CardKind::cloze && card.card.target == "喝茶";
    });
  };
  const store::CardRow before = cloze();
  const auto shown = store::shown_sentences(learner.db, before.id);
  REQUIRE(shown.size() == 1);
  CHECK(shown[0] == sentence_key("我们下午去喝茶吧。"));
  const auto at = kTeaText.find("- 我们下午去");
  std::string shorter = kTeaText;
  shorter.erase(at, kTeaText.find("- 爷爷") - at);
  const auto report = learner.import("tea", shorter);
  CHECK(report.cards_new == 0);
  CHECK(learner.entry().examples.size() == 2);
  CHECK(cloze().state == before.state);
  CHECK(SentenceTexts(learner.db).text_of(before.entry, shown[0]) == "我们下午去喝茶吧。");
  CHECK(learner.findings().empty());
}

TEST_CASE("what the learner edited stays, what the deck changed comes in") {
  Learner learner;
  learner.edit(kDefinition, "to have a cup of tea");
  CHECK(store::find_entries(learner.db, "喝茶")[0].definition == "to have a cup of tea");
  auto report = learner.import("tea", replaced(kTeaText, "Grandpa has", "Grandfather has"));
  CHECK(report.conflicts.empty());
  CHECK(learner.entry().readings[0].definition == "to have a cup of tea");
  CHECK(learner.entry().examples[1].english == "Grandfather has tea every morning.");

  const std::string newer = replaced(kTeaText, "to drink tea", "to take tea");
  report = learner.import("tea", newer);
  REQUIRE(report.conflicts.size() == 1);
  CHECK(report.conflicts[0].conflict ==
        Conflict{kDefinition, "to have a cup of tea", "to take tea"});
  CHECK(learner.entry().readings[0].definition == "to have a cup of tea");
  CHECK(learner.findings().empty());

  SUBCASE("settled for mine, the next version is a conflict only where it changes again") {
    Transaction transaction(learner.db);
    settle(learner.db, learner.stamp(), report.conflicts, ImportOptions::Settle::mine);
    transaction.commit();
    CHECK(learner.import("tea", replaced(newer, "Old friends", "Friends")).conflicts.empty());
    CHECK(learner.entry().readings[0].definition == "to have a cup of tea");
  }
  SUBCASE("settled for theirs, the deck's text counts from now on") {
    ImportOptions theirs;
    theirs.settle = ImportOptions::Settle::theirs;
    const auto settled =
        learner.import("tea", replaced(newer, "to take tea", "to sip tea"), theirs);
    CHECK(settled.conflicts.size() == 1);
    CHECK(learner.entry().readings[0].definition == "to sip tea");
    learner.import("tea", newer);
    CHECK(learner.entry().readings[0].definition == "to take tea");
  }
  SUBCASE("the edit undone, the deck's text stands") {
    REQUIRE(undo_latest(learner.db, learner.stamp()));
    CHECK(learner.entry().readings[0].definition == "to take tea");
    CHECK(learner.findings().empty());
  }
  CHECK(learner.findings().empty());
}

TEST_CASE("what one command wrote is undone and redone as one act") {
  Learner learner;
  const std::string before = learner.entry().readings[0].definition;
  const auto write = [&](const std::vector<std::pair<Key, Act>>& acts) {
    learner.clock.advance(std::chrono::minutes{1});
    Transaction transaction(learner.db);
    record_together(learner.db, learner.stamp(), acts);
    transaction.commit();
  };
  const auto suspended = [&] {
    const auto cards = learner.cards();
    return std::count_if(cards.begin(), cards.end(),
                         [](const store::CardRow& card) { return card.state.suspended; });
  };
  write({{learner.key(), EditAct{kDefinition, "to have tea"}},
         {learner.key(), EditAct{"tags/home", "+"}}});
  std::vector<std::pair<Key, Act>> suspends;
  for (const store::CardRow& card : learner.cards()) {
    suspends.emplace_back(card.card.key, SuspendAct{true});
  }
  write(suspends);
  CHECK(suspended() == 5);

  REQUIRE(undo_latest(learner.db, learner.stamp()));
  CHECK(suspended() == 0);
  CHECK(learner.entry().tags.size() == 1);
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  CHECK(learner.entry().tags.empty());
  CHECK(learner.entry().readings[0].definition == before);
  CHECK_FALSE(undo_latest(learner.db, learner.stamp()));

  REQUIRE(redo_latest(learner.db, learner.stamp()));
  CHECK(learner.entry().tags.size() == 1);
  CHECK(learner.entry().readings[0].definition == "to have tea");
  CHECK(suspended() == 0);
  REQUIRE(redo_latest(learner.db, learner.stamp()));
  CHECK(suspended() == 5);
  CHECK(learner.findings().empty());
}

TEST_CASE("cards of several words that one command hid come back with one undo") {
  Learner learner;
  learner.import("water", replaced(replaced(kTeaText, "喝茶", "喝水"), "hēchá", "hēshuǐ"));
  std::vector<std::pair<Key, Act>> acts;
  store::for_each_card(learner.db, [&](const store::CardRow& card) {
    acts.emplace_back(card.card.key, SuspendAct{true});
  });
  const auto hidden = [&] {
    int count = 0;
    store::for_each_card(
        learner.db, [&](const store::CardRow& card) { count += card.state.suspended ? 1 : 0; });
    return count;
  };
  learner.clock.advance(std::chrono::minutes{1});
  Transaction transaction(learner.db);
  record_together(learner.db, learner.stamp(), acts);
  transaction.commit();
  CHECK(hidden() == 10);
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  CHECK(hidden() == 0);
  REQUIRE(redo_latest(learner.db, learner.stamp()));
  CHECK(hidden() == 10);
  CHECK(learner.findings().empty());
}

TEST_CASE("what was edited, exported and imported again is nothing new") {
  Learner learner;
  learner.edit(kDefinition, "to have a cup of tea");
  const std::string text = store::find_entries(learner.db, "喝茶")[0].text;
  const std::string before = check_collection(learner.db).log;
  CHECK(learner.import("tea", text).entries_unchanged == 1);
  CHECK(check_collection(learner.db).log == before);
}

TEST_CASE("a word that comes divides the sentences that asked for it anew") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  // No pinyin line: the words known decide whether 茶 stands alone in 茶馆.
  import_text(db, clock, "tea", R"(# 茶 chá
- Definition: tea
## Examples
- 这个茶馆很有名。
- 我要一杯茶。
)");
  const auto pool = [&] {
    const auto row = store::find_entries(db, "茶").at(0);
    const CardSet set = generate_cards(parse_entry(row.text), store::CollectionLexicon(db));
    return set.kept;
  };
  CHECK(pool() == 2);
  CHECK(store::entries_asking(db, "茶馆").size() == 1);
  CHECK(store::entries_asking(db, "茶叶").empty());
  import_text(db, clock, "more", "# 茶馆 cháguǎn\n- Definition: teahouse\n");
  CHECK(pool() == 1);
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("a dry run says it all and leaves nothing behind") {
  Learner learner;
  const std::string before = check_collection(learner.db).log;
  learner.edit(kDefinition, "to have a cup of tea");
  const std::string edited = check_collection(learner.db).log;
  ImportOptions dry;
  dry.dry_run = true;
  bool inspected = false;
  dry.inspect = [&](Db& db) {
    inspected = true;
    CHECK(store::find_entries(db, "喝茶")[0].text.find("Grandfather") != std::string::npos);
  };
  const auto report = learner.import(
      "tea", replaced(replaced(kTeaText, "Grandpa has", "Grandfather has"), "to drink", "to take"),
      dry);
  CHECK(inspected);
  CHECK(report.conflicts.size() == 1);
  CHECK(check_collection(learner.db).log == edited);
  CHECK(before != edited);
}

}  // namespace lianxi::test
