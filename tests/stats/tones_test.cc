#include "stats/tones.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "grade/judgement.h"

namespace lianxi::test {
namespace {

void add(ToneCounter& counter, const std::string& characters, const std::string& readings,
         const std::string& typed, std::int64_t answers = 1) {
  counter.add(characters, grade(typed, word(characters, readings), {}), answers);
}

/// "1:2>3 2:3>3": place, asked and typed, one for each answer.
std::string syllables_of(const ToneFigures& figures) {
  std::string text;
  for (std::size_t place = 0; place < kTonePlaces; ++place) {
    for (int asked = 1; asked <= kNeutralTone; ++asked) {
      for (int typed = kNoToneTyped; typed <= kNeutralTone; ++typed) {
        for (std::int64_t i = 0; i < figures.by_place[place].at({asked, typed}); ++i) {
          text += fmt::format("{}{}:{}>{}", text.empty() ? "" : " ", place + 1, asked, typed);
        }
      }
    }
  }
  return text;
}

/// "2-3 as 3-3 12 of 40", one after the other.
std::vector<std::string> pairs_of(const ToneFigures& figures) {
  std::vector<std::string> texts;
  for (const PairCount& pair : figures.pairs) {
    texts.push_back(fmt::format("{} as {} {} of {}", pair.tones.asked(), pair.tones.typed(),
                                pair.answers, pair.asked));
  }
  return texts;
}

std::vector<std::string> pairs_of(const std::string& text) {
  std::vector<std::string> texts;
  for (const auto part : split(text, ',')) {
    if (!part.empty()) texts.emplace_back(part);
  }
  return texts;
}

}  // namespace

TEST_CASE("every syllable with right letters counts at its place, and with each such neighbour") {
  const struct {
    std::string characters, readings, typed, syllables, pairs;
  } rows[] = {
      {"没有", "méiyǒu", "mei2you3", "1:2>2 2:3>3", "2-3 as 2-3 1 of 1"},
      {"没有", "méiyǒu", "méiyǒu", "1:2>2 2:3>3", "2-3 as 2-3 1 of 1"},
      {"没有", "méiyǒu", "meiyou33", "1:2>3 2:3>3", "2-3 as 3-3 1 of 1"},
      {"没有", "méiyǒu", "mei2you", "1:2>2 2:3>0", "2-3 as 2-0 1 of 1"},
      {"没有", "méiyǒu", "mei2you5", "1:2>2 2:3>5", "2-3 as 2-5 1 of 1"},
      {"没有", "méiyǒu", "mei2you0", "1:2>2 2:3>5", "2-3 as 2-5 1 of 1"},
      {"没有", "méiyǒu", "meiyou", "", ""},
      {"没有", "méiyǒu", "没有", "", ""},
      {"没有", "méiyǒu", "", "", ""},
      {"妈妈", "māma", "ma1ma", "1:1>1 2:5>0", "1-5 as 1-0 1 of 1"},
      {"妈妈", "māma", "ma1ma5", "1:1>1 2:5>5", "1-5 as 1-5 1 of 1"},
      {"妈妈", "māma", "ma1ma1", "1:1>1 2:5>1", "1-5 as 1-1 1 of 1"},
      {"花儿", "huār", "hua1r", "1:1>1", ""},
      // Other letters say nothing, and part their neighbours.
      {"联系", "liánxì", "lian2shi4", "1:2>2", ""},
      {"图书馆", "túshūguǎn", "tu2shi1guan4", "1:2>2 3:3>4", ""},
      {"联系", "liánxì", "guan1", "", ""},
      // From the third syllable on the place is the same.
      {"办公室主任", "bàngōngshì zhǔrèn", "ban4gong1shi4zhu3ren4", "1:4>4 2:1>1 3:3>3 3:4>4 3:4>4",
       "1-4 as 1-4 1 of 1,3-4 as 3-4 1 of 1,4-1 as 4-1 1 of 1,4-3 as 4-3 1 of 1"},
      // Missed in every reading: the one that is written counts.
      {"种", "zhǒng/zhòng", "zhong2", "1:3>2", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.characters);
    CAPTURE(row.typed);
    ToneCounter counter;
    add(counter, row.characters, row.readings, row.typed);
    const ToneFigures figures = counter.figures();
    CHECK(syllables_of(figures) == row.syllables);
    CHECK(pairs_of(figures) == pairs_of(row.pairs));
    CHECK(figures.answers == (row.syllables.empty() ? 0 : 1));
    CHECK(figures.lenient == 0);
  }
}

TEST_CASE("what is right by leniency stays out, whole or syllable by syllable") {
  const struct {
    std::string characters, readings, typed, syllables;
    int lenient;
  } rows[] = {
      {"可以", "kěyǐ", "ke2yi3", "", 1},
      {"可以", "kěyǐ", "ke3yi3", "1:3>3 2:3>3", 0},
      {"可以", "kěyǐ", "ke2yi4", "2:3>4", 0},  // the first is said so, the second is wrong
      {"可以", "kěyǐ", "ke4yi3", "1:3>4 2:3>3", 0},
      {"星期天", "xīngqītiān/xīngqítiān", "xing1qi2tian1", "", 1},
      {"一起", "yīqǐ", "yi4qi3", "", 1},
      {"一起", "yīqǐ", "yi2qi3", "1:1>2 2:3>3", 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    ToneCounter counter;
    add(counter, row.characters, row.readings, row.typed);
    const ToneFigures figures = counter.figures();
    CHECK(syllables_of(figures) == row.syllables);
    CHECK(figures.lenient == row.lenient);
  }
}

TEST_CASE("a matrix tells how often a tone was asked and right") {
  ToneCounter counter;
  add(counter, "妈妈", "māma", "ma1ma", 3);
  add(counter, "妈妈", "māma", "ma1ma5", 4);
  add(counter, "妈妈", "māma", "ma4ma4", 5);
  const ToneMatrix all = counter.figures().all;
  CHECK(all.asked(1) == 12);
  CHECK(all.right(1) == 7);
  CHECK(all.asked(kNeutralTone) == 12);
  CHECK(all.right(kNeutralTone) == 7);  // with its digit or without
  CHECK(all.asked(2) == 0);
  CHECK(counter.figures().answers == 12);
}

TEST_CASE("pairs with most errors come first, and 2-3 before them if it was ever missed") {
  ToneCounter counter;
  add(counter, "今天", "jīntiān", "jin1tian1", 50);
  add(counter, "电影", "diànyǐng", "dian4ying4", 3);
  add(counter, "电影", "diànyǐng", "dian4ying2", 4);
  add(counter, "电影", "diànyǐng", "dian4ying3", 1);
  add(counter, "学校", "xuéxiào", "xue2xiao2", 5);
  add(counter, "词典", "cídiǎn", "ci2dian3", 9);
  const std::vector<std::string> others = {"4-3 as 4-2 4 of 8", "4-3 as 4-4 3 of 8",
                                           "4-3 as 4-3 1 of 8", "2-4 as 2-2 5 of 5",
                                           "1-1 as 1-1 50 of 50"};
  std::vector<std::string> expected = others;
  expected.push_back("2-3 as 2-3 9 of 9");
  CHECK(pairs_of(counter.figures()) == expected);

  add(counter, "词典", "cídiǎn", "ci3dian3");
  expected = {"2-3 as 2-3 9 of 10", "2-3 as 3-3 1 of 10"};
  expected.insert(expected.end(), others.begin(), others.end());
  CHECK(pairs_of(counter.figures()) == expected);
}

TEST_CASE("the words behind a count are the most frequent ones, then by code points") {
  ToneCounter counter;
  add(counter, "词典", "cídiǎn", "ci3dian3", 2);
  add(counter, "苹果", "píngguǒ", "ping3guo3", 7);
  add(counter, "牛奶", "niúnǎi", "niu3nai3", 2);
  add(counter, "常常", "chángcháng", "chang2chang3");  // both syllables are asked in tone 2
  const ToneFigures figures = counter.figures();
  const std::vector<WordCount> expected = {{"苹果", 7}, {"牛奶", 2}, {"词典", 2}, {"常常", 1}};
  CHECK(figures.words.at({2, 3}) == expected);
  CHECK(figures.words.at({2, 2}) == std::vector<WordCount>{{"常常", 1}});
  CHECK(figures.pairs.front().tones.typed() == "3-3");
  CHECK(figures.pairs.front().words ==
        std::vector<WordCount>(expected.begin(), expected.begin() + 3));
}

TEST_CASE("only so many words are kept, and none of the answers is lost") {
  ToneCounter counter;
  std::int64_t answers = 0;
  for (char32_t i = 0; i < 2 * kWordsKept; ++i) {
    const std::string name = encode_utf8(std::u32string{U'\u4e00' + i});
    add(counter, name, "hǎo", "hao2", static_cast<std::int64_t>(i) + 1);
    answers += static_cast<std::int64_t>(i) + 1;
  }
  const ToneFigures figures = counter.figures();
  REQUIRE(figures.words.at({3, 2}).size() == kWordsKept);
  CHECK(figures.words.at({3, 2}).front().answers == 2 * kWordsKept);
  CHECK(figures.words.at({3, 2}).back().answers == kWordsKept + 1);
  CHECK(figures.all.at({3, 2}) == answers);
}

}  // namespace lianxi::test
