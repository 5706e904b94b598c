#include "session/marks.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "session/record.h"
#include "session/refold.h"
#include "store/cards.h"
#include "store/entries.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kWords = R"(# 联系 liánxì
- Definition: to contact
## Examples
- 我明天**联系**你。
## Related
- 沟通 (gōutōng): to communicate
# 练习 liànxí
- Definition: to practise
## Examples
- 我每天**练习**写字。
# 关系 guānxi
- Definition: relation
## Examples
- 他们的**关系**很好。
# 沟通 gōutōng
- Definition: to communicate
## Examples
- 父母应该多跟孩子**沟通**。
# 苹果 píngguǒ
- Definition: apple
## Examples
- 我吃了一个**苹果**。
)";

QueueEntry entry_of(Db& db, const std::string& word) {
  return queue_entry(db, store::find_entries(db, word).at(0).id);
}

/// What is kept with the cards of a word.
Likeness kept_of(Db& db, const std::string& word) {
  const EntryId entry = store::find_entries(db, word).at(0).id;
  for (const QueueCard& card : store::all_cards(db, {}, {})) {
    if (card.entry == entry) return card.likeness;
  }
  return {};
}

}  // namespace

TEST_CASE("words are alike that share a character, a sound, or a line of an entry") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "words", kWords);
  const struct {
    std::string one, other;
    bool alike;
  } rows[] = {
      {"联系", "关系", true},  // 系
      {"联系", "练习", true},  // lianxi
      {"联系", "沟通", true},  // 联系 names it
      {"关系", "练习", false}, {"关系", "沟通", false}, {"练习", "沟通", false},
      {"联系", "苹果", false}, {"沟通", "苹果", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.one);
    CAPTURE(row.other);
    CHECK(alike(entry_of(db, row.one), entry_of(db, row.other)) == row.alike);
    CHECK(alike(entry_of(db, row.other), entry_of(db, row.one)) == row.alike);
    CHECK(alike(kept_of(db, row.one), kept_of(db, row.other)) == row.alike);
    CHECK(alike(kept_of(db, row.other), kept_of(db, row.one)) == row.alike);
  }
}

TEST_CASE("two words that a third one names are not alike for that") {
  const auto marks = [](const std::string& word, std::vector<std::string> named) {
    return QueueEntry{{}, marks_of({word, {}, std::move(named)}), false, {}};
  };
  CHECK_FALSE(alike(marks("甲", {"丙"}), marks("乙", {"丙"})));
  CHECK(alike(marks("甲", {"乙"}), marks("乙", {"甲"})));
}

TEST_CASE("what is kept with a word's cards tells the same of it") {
  const std::vector<WordLikeness> words = {
      {"甲", {"jia"}, {"乙", "丙"}}, {"乙", {"yi"}, {}},     {"丙", {"bing"}, {"丁"}},
      {"丁", {"ding"}, {"乙"}},      {"医", {"yi"}, {}},     {"丁香", {"dingxiang"}, {"甲"}},
      {"T恤", {}, {"丙"}},           {"恤", {"xu"}, {"丁"}}, {"酒", {"jiu"}, {}},
  };
  const auto marks = [&](const WordLikeness& word) {
    WordLikeness both = word;  // a word is named from both sides
    for (const WordLikeness& other : words) {
      const bool named =
          std::find(other.named.begin(), other.named.end(), word.headword) != other.named.end();
      if (named) both.named.push_back(other.headword);
    }
    return QueueEntry{{}, marks_of(both), false, {}};
  };
  for (const WordLikeness& one : words) {
    for (const WordLikeness& other : words) {
      if (one.headword == other.headword) continue;
      CAPTURE(one.headword);
      CAPTURE(other.headword);
      CHECK(alike(likeness_of(one), likeness_of(other)) == alike(marks(one), marks(other)));
    }
  }
}

TEST_CASE("marks ascend and stand there once") {
  const auto marks = marks_of({"妈妈", {"mama", "ma"}, {"爸爸", "爸爸"}});
  CHECK(marks.size() == 4);
  CHECK(std::is_sorted(marks.begin(), marks.end()));
  CHECK(marks_of({"T恤", {}, {}}).size() == 1);
}

TEST_CASE("a word is stable when all its meanings are") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "rows", R"(# 行 xíng / háng
## xíng
- Definition: to walk; all right
## háng
- Definition: row; profession
## Examples
- 你明天来**行**吗？
)");
  const EntryId entry = store::find_entries(db, "行").at(0).id;
  const auto set_interval = [&](const std::string& reading, std::int64_t interval) {
    for (const store::CardRow& card : store::cards_of(db, entry)) {
      if (card.card.kind != CardKind::meaning || card.card.target != reading) continue;
      CardState state;
      state.sm2.interval = interval;
      store::save_state(db, card.id, state);
    }
  };
  CHECK_FALSE(queue_entry(db, entry).stable);
  set_interval("xíng", 21);
  CHECK_FALSE(queue_entry(db, entry).stable);
  set_interval("háng", 20);
  CHECK_FALSE(queue_entry(db, entry).stable);
  set_interval("háng", 21);
  CHECK(queue_entry(db, entry).stable);
}

TEST_CASE("answers tell the cards of a word that it is stable") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "words", "# 苹果 píngguǒ\n- Definition: apple\n");
  const auto stable = [&] {
    const auto cards = store::all_cards(db, {}, {});
    CHECK(cards.size() > 1);
    const auto count = std::count_if(cards.begin(), cards.end(),
                                     [](const QueueCard& card) { return card.stable; });
    CHECK((count == 0 || count == std::ssize(cards)));
    return count > 0;
  };
  const auto answer = [&](Rating rating) {
    const auto card = store::cards_of(db, store::find_entries(db, "苹果").at(0).id).at(0);
    ReviewAct review;
    review.rating = rating;
    review.scheduler = "sm2";
    record(db, {clock.now(), std::chrono::hours{4}}, card.card.key, review);
    return store::card_row(db, card.id).value().state;
  };
  for (int days = 0; !stable(); ++days) {
    REQUIRE(days < 5);
    const CardState state = answer(Rating::good);
    CHECK(stable() == (state.sm2.interval >= kStableDays));
    clock.advance(std::chrono::hours{24} * state.sm2.interval);
  }
  db.run("update card set stable = 0");
  refold_all(db);
  CHECK(stable());
  answer(Rating::again);
  CHECK_FALSE(stable());
}

TEST_CASE("of an entry that is gone nothing is known") {
  Db db = store::memory_collection({});
  CHECK(queue_entry(db, EntryId{77}).marks.empty());
}

}  // namespace lianxi::test
