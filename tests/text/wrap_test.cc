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
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(wrap(row.text, row.width) == row.lines);
  }
}

}  // namespace lianxi
