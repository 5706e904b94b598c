#include "grade/hint.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lianxi;

namespace {

Wanted word(const std::string& characters, const std::string& reading) {
  Wanted wanted;
  wanted.characters = {characters};
  wanted.readings = {reading};
  return wanted;
}

Wanted reading_card(Wanted wanted) {
  wanted.asks_reading = true;
  return wanted;
}

}  // namespace

TEST_CASE("the hint that parts a rival from the word wanted is as short as can be") {
  struct {
    std::string word;
    std::string reading;
    std::string rival;
    std::string rival_reading;
    std::string hint;
  } const rows[] = {
      {"联系", "liánxì", "关系", "guānxi", "starts with l"},
      {"知道", "zhīdào", "自己", "zìjǐ", "starts with zh"},
      {"安静", "ānjìng", "平静", "píngjìng", "starts with a"},
      {"联系", "liánxì", "练习", "liànxí", "starts with lián"},
      {"联系", "liánxì", "联络", "liánluò", "has xì as its second syllable"},
      {"联系", "liánxì", "连系", "liánxì", "has 联 as character 1"},
      {"联系不上", "liánxì bu shàng", "联系上", "liánxì shàng", "has 不 as character 3"},
      {"联系", "liánxì", "联系到", "liánxì dào", "has 2 characters"},
      {"联系", "liánxì", "关系", "", "starts with l"},
      {"还是", "háishi", "或者", "", "starts with hái"},
      {"看看", "kànkan", "看", "kàn", "has 2 characters"},
      {"看看", "kànkan", "瞧瞧", "", "starts with k"},
      {"讲", "jiǎng", "叫", "jiào", "has the third tone"},
      {"让", "ràng", "叫", "", "starts with r"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.rival);
    Wanted wanted = word(row.word, row.reading);
    wanted.rivals = {{row.rival, {}}};
    if (!row.rival_reading.empty()) wanted.rivals[0].readings = {row.rival_reading};
    CHECK(grade(row.rival, wanted, {}).message ==
          row.rival + " is also good here; the word wanted " + row.hint);
  }
}

TEST_CASE("hints tell more and more, and never all") {
  struct {
    std::string word;
    std::string reading;
    std::vector<std::string> hints;
    std::vector<std::string> on_reading_card;
  } const rows[] = {
      {"联系",
       "liánxì",
       {"starts with l", "starts with lian", "begins with 联"},
       {"starts with l", "starts with lian"}},
      {"知道",
       "zhīdào",
       {"starts with zh", "starts with zhi", "begins with 知"},
       {"starts with zh", "starts with zhi"}},
      {"看", "kàn", {"starts with k"}, {"starts with k"}},
      {"饿", "è", {}, {}},
      {"哪儿",
       "nǎr",
       {"starts with n", "starts with na", "begins with 哪"},
       {"starts with n", "starts with na"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(hints_of(word(row.word, row.reading)) == row.hints);
    CHECK(hints_of(reading_card(word(row.word, row.reading))) == row.on_reading_card);
  }
}

TEST_CASE("a hint never says the whole word") {
  struct {
    std::string word;
    std::string reading;
    std::string rival;
  } const rows[] = {{"他", "tā", "她"}, {"饿", "è", "恶"}, {"看看", "kànkan", "砍砍"}};
  for (const auto& row : rows) {
    CAPTURE(row.word);
    Wanted wanted = word(row.word, row.reading);
    wanted.rivals = {{row.rival, {row.reading}}};
    CHECK(grade(row.rival, wanted, {}).message ==
          row.rival + " is also good here; another is wanted");
  }
}
