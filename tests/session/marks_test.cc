#include "session/marks.h"

#include <doctest/doctest.h>

#include <algorithm>

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
  }
}

TEST_CASE("two words that a third one names are not alike for that") {
  const auto marks = [](const std::string& word, std::vector<std::string> named) {
    return QueueEntry{{}, marks_of({word, {}, std::move(named)}), false, {}};
  };
  CHECK_FALSE(alike(marks("甲", {"丙"}), marks("乙", {"丙"})));
  CHECK(alike(marks("甲", {"乙"}), marks("乙", {"甲"})));
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

TEST_CASE("of an entry that is gone nothing is known") {
  Db db = store::memory_collection({});
  CHECK(queue_entry(db, EntryId{77}).marks.empty());
}

}  // namespace lianxi::test
