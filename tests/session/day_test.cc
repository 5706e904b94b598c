#include "session/day.h"

#include <doctest/doctest.h>

#include <set>

#include "session/record.h"
#include "store/entries.h"
#include "support/collection.h"
#include "text/utf8.h"

namespace lianxi::test {
namespace {

const StudyDay kToday = day_from_string("2026-03-02").value();

/// Words in the order of their introduction, each with an open meaning and reading card.
class Words {
 public:
  Words& add(const std::string& word, const std::string& letters) {
    const Key key = entry_key(word);
    const EntryId entry =
        store::save_entry(db, key, {{}, word, "", "", "", 0}, {deck_}, {{letters, letters}});
    words_[entry] = word;
    for (const CardKind kind : {CardKind::meaning, CardKind::reading}) {
      store::save_card(db, entry, {card_key(key, kind, letters), kind, letters}, ++position_);
    }
    update_open(db, entry, settings);
    return *this;
  }
  /// Answers the meaning of a word for the first time, some days ago.
  void begin(const std::string& word, int days_ago) {
    const EntryId entry = store::find_entries(db, word).at(0).id;
    CardState state;
    state.introduced = state.last = kToday - Days{days_ago};
    state.due = kToday + Days{1};
    store::save_state(db, store::cards_of(db, entry).at(0).id, state);
    store::update_siblings(db, entry);
  }
  /// The words of today's new cards.
  std::set<std::string> new_today() {
    std::set<std::string> words;
    for (const QueueItem& item : days_queue(db, settings, kToday, {})) {
      words.insert(words_.at(store::card_row(db, item.card).value().entry));
    }
    return words;
  }
  int counted() { return count_day(db, settings, kToday).fresh; }

  Db db = store::memory_collection({});
  store::Settings settings;

 private:
  DeckId deck_ = store::intern_deck(db, "words");
  std::int64_t position_ = 0;
  std::map<EntryId, std::string> words_;
};

using Set = std::set<std::string>;

}  // namespace

TEST_CASE("a word like one of the days before waits, as long as the setting says") {
  const struct {
    int days_ago, spacing;
    bool waits;
  } rows[] = {{0, 3, true}, {2, 3, true}, {3, 3, false}, {2, 2, false}, {1, 0, false}};
  for (const auto& row : rows) {
    CAPTURE(row.days_ago);
    CAPTURE(row.spacing);
    Words words;
    words.add("联系", "lianxi").add("关系", "guanxi").add("苹果", "pingguo");
    words.begin("联系", row.days_ago);
    words.settings.spacing_days = row.spacing;
    CHECK(words.new_today().contains("关系") == !row.waits);
    CHECK(words.new_today().contains("苹果"));
    CHECK(words.new_today().contains("联系"));  // its second card goes on
    CHECK(words.counted() == (row.waits ? 3 : 5));
  }
}

TEST_CASE("unrelated words are found however many others stand before them") {
  Words words;
  words.add("系", "xi");
  for (char32_t i = 0; i < 200; ++i) words.add(encode_utf8(std::u32string{U'系', 0x5000 + i}), "x");
  words.add("苹果", "pingguo");
  words.begin("系", 1);
  words.settings.new_cards = 2;
  CHECK(words.new_today() == Set{"系", "苹果"});
  words.settings.new_cards = 9;
  CHECK(words.new_today() == Set{"系", "苹果"});
  CHECK(words.counted() == 3);
}

TEST_CASE("where all words are alike one begins") {
  Words words;
  words.add("联系", "lianxi").add("关系", "guanxi").add("系统", "xitong");
  CHECK(words.new_today() == Set{"联系"});
  words.begin("联系", 1);
  CHECK(words.new_today() == Set{"联系", "关系"});
}

TEST_CASE("due words that are alike are not asked one after the other") {
  Words words;
  for (const char* word : {"联系", "关系", "系统", "没关系"}) words.add(word, word);
  for (const char* word : {"苹果", "天气", "医院"}) words.add(word, word);
  words.settings.new_cards = 0;
  for (const auto& entry : store::list_entries(words.db, {})) {
    CardState state;
    state.introduced = state.last = kToday - Days{9};
    state.due = kToday;
    store::save_state(words.db, store::cards_of(words.db, entry.id).at(0).id, state);
  }
  const auto queue = days_queue(words.db, words.settings, kToday, {});
  REQUIRE(queue.size() == 7);
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const EntryId entry = store::card_row(words.db, queue[i].card).value().entry;
    const std::string word = store::entry_row(words.db, entry).value().headword;
    CAPTURE(word);
    CHECK((word.find("系") != std::string::npos) == (i % 2 == 0));
  }
}

TEST_CASE("under FSRS a backlog is asked by how likely its cards are recalled") {
  Words words;
  words.settings.new_cards = 0;
  words.settings.reviews = 4;
  struct {
    const char* word;
    int days_late, interval;
    std::optional<MemoryState> memory;
  } const rows[] = {
      {"苹果", 1, 30, MemoryState{5, 5}},    // planned at a low retention: nearly forgotten
      {"天气", 10, 10, MemoryState{90, 5}},  // long overdue, and yet known well
      {"医院", 5, 20, MemoryState{20, 5}},  {"联系", 0, 40, MemoryState{40, 5}},
      {"朋友", 0, 50, std::nullopt},
  };
  for (const auto& row : rows) {
    words.add(row.word, row.word);
    const EntryId entry = store::find_entries(words.db, row.word).at(0).id;
    CardState state;
    state.due = kToday - Days{row.days_late};
    state.introduced = state.last = *state.due - Days{row.interval};
    state.sm2.interval = row.interval;
    state.memory = row.memory;
    store::save_state(words.db, store::cards_of(words.db, entry).at(0).id, state);
  }
  const auto asked = [&](int limit) {
    words.settings.reviews = limit;
    std::vector<std::string> order;
    for (const QueueItem& item : days_queue(words.db, words.settings, kToday, {})) {
      order.push_back(store::entry_row(words.db, item.entry).value().headword);
    }
    return order;
  };
  using Order = std::vector<std::string>;
  CHECK(asked(4) == Order{"朋友", "联系", "苹果", "医院"});
  words.settings.scheduler_name = "fsrs";
  CHECK(asked(4) == Order{"天气", "联系", "医院", "苹果"});
  CHECK(asked(1) == Order{"天气"});
  const auto without_backlog = asked(5);
  words.settings.scheduler_name = "sm2";
  CHECK(asked(5) == without_backlog);
}

TEST_CASE("a day is the same whether likeness is kept with its cards or looked up") {
  TestClock clock("2026-02-20T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  std::string deck;
  for (char32_t i = 0; i < 60; ++i) {
    const std::string word = encode_utf8(std::u32string{0x4e00 + i % 9, 0x5000 + i % 13});
    deck += "# " + word + " xué" + (i % 4 == 0 ? "xí" : "huì") + "\n- Definition: word\n";
    if (i % 7 == 0) deck += "## Related\n- " + encode_utf8(std::u32string{0x4e01, 0x5002}) + "\n";
  }
  import_text(db, clock, "words", deck);
  store::Settings settings;
  Statement due(db, R"sql(
    update card set last_day = ?1 - 9, due_day = ?1 - id % 3, introduced_day = ?1 - 9,
      interval_days = 15 + id % 10, open = 1
    where id % 4 > 0)sql");
  due.bind(kToday).run();
  for (const auto& entry : store::list_entries(db, {})) store::update_siblings(db, entry.id);
  const auto kept = days_queue(db, settings, kToday, {});
  CHECK(kept.size() > 60);
  const auto stable = query_one<int>(db, "select count(distinct entry) from card where stable = 1");
  CHECK(stable.value() > 5);
  db.run("update card set likeness = x''");
  CHECK(days_queue(db, settings, kToday, {}) == kept);
}

}  // namespace lianxi::test
