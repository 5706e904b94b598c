#include "text/wrap.h"

#include <doctest/doctest.h>

#include "text/utf8.h"

namespace lianxi {

TEST_CASE("wrap breaks at spaces and between wide characters, never before closing punctuation") {
  struct {
    std::string name;
    const char* text;
    int width;
    std::vector<std::string> lines;
  } const rows[] = {
      {"fits", "one two", 10, {"one two"}},
      {"at a space", "one two three", 8, {"one two", "three"}},
      {"empty", "", 10, {""}},
      {"a word longer than a line", "abcdefgh", 3, {"abc", "def", "gh"}},
      {"hanzi are two columns wide", "我明天联系你", 6, {"我明天", "联系你"}},
      {"no wide character is split at the margin", "我明天联系你", 7, {"我明天", "联系你"}},
      {"a full stop stays with its word", "我明天联系你。", 12, {"我明天联系", "你。"}},
      {"a comma too", "好的,我来", 4, {"好", "的,", "我来"}},
      {"no width at all", "好的", 0, {"好", "的"}},
      {"a closing quotation mark stays too", "他说“好。”", 9, {"他说", "“好。”"}},
      {"no line ends with an opening one", "我看《汉语》", 6, {"我看", "《汉", "语》"}},
      {"a word longer than a line keeps its full stop", "abcdef.", 6, {"abcde", "f."}},
      {"nothing but closing punctuation", "。。。。", 4, {"。。", "。。"}},
      {"a blank stays in one piece", "我试了＿＿＿他", 8, {"我试了", "＿＿＿他"}},
      {"spaces at the end fall away", "one   ", 4, {"one"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(wrap(row.text, row.width) == row.lines);
  }
}

TEST_CASE("wrap counts characters of ambiguous width as the terminal shows them") {
  CHECK(wrap("hǎohāor xuéxí", 13) == std::vector<std::string>{"hǎohāor xuéxí"});
  CHECK(wrap("hǎohāor xuéxí", 13, Ambiguous::wide) == std::vector<std::string>{"hǎohāor", "xuéxí"});
}

}  // namespace lianxi
