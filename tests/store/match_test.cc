#include "store/match.h"

#include <doctest/doctest.h>

namespace lianxi::store {

TEST_CASE("a reading is found by its syllables, with the tones that are typed") {
  const struct {
    std::string typed, pinyin, headword;
    bool found;
  } rows[] = {
      {"lianxi", "liánxì", "联系", true},
      {"lian2xi4", "liánxì", "联系", true},
      {"lianxi24", "liánxì", "联系", true},
      {"LIÁNXÌ", "liánxì", "联系", true},
      {"lián xì", "liánxì", "联系", true},
      {"lian2xi", "liánxì", "联系", true},
      {"lian4xi2", "liánxì", "联系", false},
      {"lian2xi4", "liànxí", "练习", false},
      {"xi4", "liánxì", "联系", true},
      {"xi2", "liánxì", "联系", false},
      {"lia", "liánxì", "联系", false},
      {"ianxi", "liánxì", "联系", false},
      {"lianxi4ren", "liánxì", "联系", false},
      {"xian", "Xī'ān", "西安", true},
      {"xi1an1", "Xī'ān", "西安", true},
      {"xian1", "Xī'ān", "西安", false},
      {"nv3", "nǚ", "女", true},
      {"nu:3", "nǚ", "女", true},
      {"nu3", "nǚ", "女", false},
      {"na3r", "nǎr", "哪儿", true},
      {"bu2cuo4", "bùcuò", "不错", true},
      {"bu4cuo4", "bùcuò", "不错", true},
      {"bu3cuo4", "bùcuò", "不错", false},
      {"shang5", "lián xì bu shàng", "联系不上", false},
      {"bu5", "lián xì bu shàng", "联系不上", true},
      {"contact", "liánxì", "联系", false},
      {"xi", "?", "联系", false},
      {"", "liánxì", "联系", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    CAPTURE(row.pinyin);
    CHECK(reads_as(TypedPinyin(row.typed), row.pinyin, row.headword) == row.found);
  }
}

TEST_CASE("words stand between spaces, in lower case and without punctuation") {
  const struct {
    std::string text, words;
  } rows[] = {
      {"To contact; a link", " to contact a link "},
      {"well-known (of people)", " well known of people "},
      {"someone’s, can't", " someones cant "},
      {"Ｔｅａ  2", " tea 2 "},
      {"CAFÉ", " café "},
      {"", " "},
      {"...", " "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(spaced_words(row.text) == row.words);
  }
}

}  // namespace lianxi::store
