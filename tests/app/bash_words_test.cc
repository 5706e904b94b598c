#include "app/bash_words.h"

#include <doctest/doctest.h>

namespace lianxi::app {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("A line is read as bash reads it") {
  const struct {
    std::string line;
    Words words;
    std::string last;
  } rows[] = {
      {"lianxi ", {""}, ""},
      {"lianxi rev", {"rev"}, "rev"},
      {"lianxi  find\tx ", {"find", "x", ""}, ""},
      {"lianxi find deck:first -is:d", {"find", "deck:first", "-is:d"}, "-is:d"},
      {"lianxi find 'a b' c", {"find", "a b", "c"}, "c"},
      {"lianxi find 'a b", {"find", "a b"}, "'a b"},
      {"lianxi find \"a b", {"find", "a b"}, "\"a b"},
      {"lianxi find a\\ b", {"find", "a b"}, "a\\ b"},
      {"lianxi find a\\", {"find", "a"}, "a\\"},
      {"lianxi find 'a'\"b\"c", {"find", "abc"}, "'a'\"b\"c"},
      {"lianxi find \"a\\$b\\c\"", {"find", "a$b\\c"}, "\"a\\$b\\c\""},
      {"lianxi find '' ", {"find", "", ""}, ""},
      {"A=1 b_2='x y' lianxi find ", {"find", ""}, ""},
      {"cat x | lianxi import ", {"import", ""}, ""},
      {"a; lianxi rev", {"rev"}, "rev"},
      {"a && lianxi rev", {"rev"}, "rev"},
      {"(lianxi rev", {"rev"}, "rev"},
      {"lianxi find 'a;b|c' x", {"find", "a;b|c", "x"}, "x"},
      {"lianxi show 联", {"show", "联"}, "联"},
      {"lianxi", {}, ""},
      {"X=1 ", {}, ""},
      {"", {}, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    const BashLine line = read_bash_line(row.line);
    CHECK(line.words == row.words);
    CHECK(line.last == row.last);
  }
}

TEST_CASE("What bash puts into the line is quoted as the line asks") {
  const struct {
    const char* name;
    std::string typed, replaced, word;
    std::optional<std::string> text;
  } rows[] = {
      {"a plain word", "rev", "rev", "review", "review"},
      {"behind a colon", "deck:fi", "fi", "deck:first", "first"},
      {"behind an equals sign", "--deck=", "", "--deck=first", "first"},
      {"a space", "a", "a", "a b", "a\\ b"},
      {"a command in it", "a", "a", "a$(b)`c`", "a\\$\\(b\\)\\`c\\`"},
      {"history and globs", "a", "a", "a!~*?[]{}#^", "a\\!\\~\\*\\?\\[\\]\\{\\}\\#\\^"},
      {"quotes", "a", "a", "a'b\"c\\d", "a\\'b\\\"c\\\\d"},
      {"redirections", "a", "a", "a;b|c&d<e>f", "a\\;b\\|c\\&d\\<e\\>f"},
      {"characters", "联", "联", "联系 x", "联系\\ x"},
      {"in single quotes", "'a", "a", "a b'c$d", "a b'\\''c$d"},
      {"in double quotes", "\"a", "a", "a b'c$d\"e`f\\g", "a b'c\\$d\\\"e\\`f\\\\g"},
      {"history in double quotes", "\"a", "a", "a!b", std::nullopt},
      {"behind what was quoted", "deck:'m", "m", "deck:my", "my"},
      {"another beginning", "deck:\"m", "m", "deck:my", "my"},
      {"a term that gains quotes", "deck:my", "my", "deck:\"my deck\"", "\\\"my\\ deck\\\""},
      {"not what was typed", "deck:fi", "fi", "tag:first", std::nullopt},
      {"not the end of it", "rev", "xx", "review", std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(bash_text(row.typed, row.replaced, row.word) == row.text);
  }
}

}  // namespace
}  // namespace lianxi::app
