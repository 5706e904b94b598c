#include "text/hanzi.h"

#include <doctest/doctest.h>

#include <string>

using namespace lianxi;
using namespace std::string_literals;

TEST_CASE("characters of every block count, their radicals, strokes and neighbours do not") {
  for (const char32_t c : U"一鿿㐀䶿〇\uF900\uFAD9𠀀𪜀𫝀𬺰𮯰丽𰀀𲎯"s) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(is_hanzi(c));
  }
  for (const char32_t c : U"a1。〆々⺀⼀㇀あアㄅ가〻　Ａ"s) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK_FALSE(is_hanzi(c));
  }
}

TEST_CASE("a text has characters, is nothing but characters, or neither") {
  struct {
    std::string text;
    bool has;
    bool all;
  } const rows[] = {
      {"", false, false},      {"lianxi", false, false}, {"联系", true, true},
      {"卡拉OK", true, false}, {"他一。", true, false},  {"〇", true, true},
      {"\xE8", false, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(has_hanzi(row.text) == row.has);
    CHECK(all_hanzi(row.text) == row.all);
  }
}

TEST_CASE("runs of characters are cut at everything else") {
  using Runs = std::vector<std::string_view>;
  CHECK(hanzi_runs("见过他一面") == Runs{"见过他一面"});
  CHECK(hanzi_runs("A制，卡拉OK店") == Runs{"制", "卡拉", "店"});
  CHECK(hanzi_runs("lianxi 4").empty());
  CHECK(hanzi_runs("").empty());
}

TEST_CASE("sentence punctuation of either width is seen, the dot inside a name is not") {
  for (const std::string text :
       {"你好。", "你好!", "真的？", "好，走", "一;二", "他说：好", "因为…", "a.b"}) {
    CAPTURE(text);
    CHECK(has_sentence_punctuation(text));
  }
  for (const std::string text : {"联系不上", "卡尔·马克思", "AA制", "“保持联系”", ""}) {
    CAPTURE(text);
    CHECK_FALSE(has_sentence_punctuation(text));
  }
}
