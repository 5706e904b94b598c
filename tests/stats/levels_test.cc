#include "stats/levels.h"

#include <doctest/doctest.h>

#include <random>

#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr StudyDay kDay{Days{20500}};

struct Standing {
  CardKind kind;
  bool answered;
  std::int64_t interval;
};

Knowledge knowledge_of(const std::vector<Standing>& cards) {
  WordCards word;
  for (const Standing& card : cards) {
    word.add(card.kind, card.answered ? std::optional(kDay) : std::nullopt, card.interval);
  }
  return word.knowledge();
}

std::vector<LevelWord> some_words() {
  return {{1, "学生", Knowledge::known},   {1, "老师", Knowledge::in_work},
          {1, "天", Knowledge::unseen},    {2, "生日", Knowledge::unseen},
          {2, "今天", Knowledge::unseen},  {7, "师傅", Knowledge::known},
          {7, "卡拉OK", Knowledge::unseen}};
}

}  // namespace

TEST_CASE("a word is known once its meaning is stable") {
  const struct {
    const char* name;
    std::vector<Standing> cards;
    Knowledge knowledge;
  } rows[] = {
      {"no cards", {}, Knowledge::unseen},
      {"none answered", {{CardKind::meaning, false, 0}}, Knowledge::unseen},
      {"answered once", {{CardKind::meaning, true, 1}}, Knowledge::in_work},
      {"forgotten on the first day", {{CardKind::meaning, true, 0}}, Knowledge::in_work},
      {"a day short", {{CardKind::meaning, true, 20}}, Knowledge::in_work},
      {"stable", {{CardKind::meaning, true, 21}}, Knowledge::known},
      {"read but not understood",
       {{CardKind::reading, true, 90}, {CardKind::meaning, true, 6}},
       Knowledge::in_work},
      {"its meaning not begun",
       {{CardKind::reading, true, 90}, {CardKind::meaning, false, 0}},
       Knowledge::in_work},
      {"two readings, one known",
       {{CardKind::meaning, true, 30}, {CardKind::meaning, true, 2}},
       Knowledge::known},
      {"no meaning card", {{CardKind::cloze, true, 21}}, Knowledge::known},
      {"no meaning card, not stable", {{CardKind::plain, true, 20}}, Knowledge::in_work},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(knowledge_of(row.cards) == row.knowledge);
  }
}

TEST_CASE("levels count words, and characters where they come first") {
  const auto levels = count_levels(some_words(), characters_in("学生师傅今"));
  // level, known, in work, unseen, characters, those known
  CHECK(levels ==
        std::vector<LevelCount>{{1, 1, 1, 1, 5, 3}, {2, 0, 0, 2, 2, 1}, {7, 1, 0, 1, 3, 1}});
  CHECK(levels[0].words() == 3);
  CHECK(count_levels({}, {}).empty());
}

TEST_CASE("a character of two levels belongs to the lower one, whichever comes first") {
  const std::vector<LevelWord> words = {{3, "生日"}, {1, "学生"}};
  const auto levels = count_levels(words, {});
  CHECK(levels[0].characters == 2);
  CHECK(levels[1].characters == 1);
}

TEST_CASE("next come unseen words of low levels, in the order of the list") {
  const auto words = some_words();
  CHECK(next_words(words, 20) == std::vector<std::size_t>{2, 3, 4, 6});
  CHECK(next_words(words, 2) == std::vector<std::size_t>{2, 3});
  const std::vector<LevelWord> mixed = {{2, "生日"}, {1, "天"}, {2, "今天"}};
  CHECK(next_words(mixed, 20) == std::vector<std::size_t>{1, 0, 2});
}

TEST_CASE("counts are those of a plain fold, for lists made by chance") {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto character = [&] {
      return encode_utf8(std::u32string{static_cast<char32_t>(0x4e00 + random() % 60)});
    };
    std::vector<LevelWord> words;
    for (int i = 0; i < 80; ++i) {
      words.push_back({1 + static_cast<int>(random() % 4), character() + character(),
                       static_cast<Knowledge>(random() % 3)});
    }
    std::set<char32_t> known;
    for (const LevelWord& word : words) {
      if (word.knowledge == Knowledge::known) known.merge(characters_in(word.word));
    }
    std::set<char32_t> below;
    const auto levels = count_levels(words, known);
    for (const LevelCount& level : levels) {
      LevelCount plain{level.level};
      std::set<char32_t> here;
      for (const LevelWord& word : words) {
        if (word.level != level.level) continue;
        if (word.knowledge == Knowledge::known) ++plain.known;
        if (word.knowledge == Knowledge::in_work) ++plain.in_work;
        if (word.knowledge == Knowledge::unseen) ++plain.unseen;
        for (const char32_t one : characters_in(word.word)) {
          if (!below.contains(one)) here.insert(one);
        }
      }
      plain.characters = std::ssize(here);
      for (const char32_t one : here) plain.characters_known += known.contains(one) ? 1 : 0;
      CHECK(level == plain);
      below.merge(here);
    }
  }
}

}  // namespace lianxi
