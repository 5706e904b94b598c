#include "text/outline.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

TEST_CASE("Indents become depths by what is open above them") {
  Nesting nesting;
  const struct {
    int indent, depth;
  } rows[] = {{2, 0}, {4, 1}, {4, 1}, {8, 2}, {6, 2}, {2, 0}, {0, 0}, {1, 1}};
  for (const auto& row : rows) {
    CAPTURE(row.indent);
    CHECK(nesting.depth(row.indent) == row.depth);
  }
}

TEST_CASE("A label ends at the first colon that is one") {
  const struct {
    const char* text;
    const char* label;  // nullptr: no label
    const char* value;
  } rows[] = {
      {"Pinyin: nǐ hǎo", "Pinyin", "nǐ hǎo"},
      {"Pinyin：nǐ hǎo", "Pinyin", "nǐ hǎo"},
      {"**Pinyin:** nǐ hǎo", "Pinyin", "nǐ hǎo"},
      {"**Pinyin**: nǐ hǎo", "Pinyin", "nǐ hǎo"},
      {"**On the phone: late** and so: on", "**On the phone", "late** and so: on"},
      {"**A: b:** c", "A: b", "c"},
      {"**A\\:** c", nullptr, ""},
      {"Example 1:", "Example 1", ""},
      {"联系 (liánxì) vs. 联络 (liánluò): one is wider", "联系 (liánxì) vs. 联络 (liánluò)",
       "one is wider"},
      {"Pinyin\\: nǐ", nullptr, ""},
      {"a\\\\: b", "a\\\\", "b"},
      {"https://example.org", nullptr, ""},
      {"8:30 开会", nullptr, ""},
      {"“Well: no.” - x", nullptr, ""},
      {"他来了。他说: 好", nullptr, ""},
      {": x", nullptr, ""},
      {"no colon", nullptr, ""},
      {"", nullptr, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    const auto labelled = split_label(row.text);
    REQUIRE(labelled.has_value() == (row.label != nullptr));
    if (!labelled) continue;
    CHECK(labelled->label == row.label);
    CHECK(labelled->value == row.value);
  }
}

TEST_CASE("Plain text has no marks, and says what was bold") {
  const struct {
    const char* marked;
    const char* text;
    std::vector<Span> bold;
  } rows[] = {
      {"我**联系**你", "我联系你", {{3, 6}}},
      {"**a****b**", "ab", {{0, 1}, {1, 1}}},
      {"****a", "a", {}},
      {"a**b", "a**b", {}},
      {"**a** and ** b", "a and ** b", {{0, 1}}},
      {"\\*\\*a\\*\\*", "**a**", {}},
      {"a\\b\\", "a\\b\\", {}},
      {"~~错~~ `x`", "~~错~~ `x`", {}},
      {"\\：\\（\\）\\→", "：（）→", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.marked));
    const auto result = plain(row.marked);
    CHECK(result.text == row.text);
    CHECK(result.bold == row.bold);
    CHECK(plain_text(row.marked) == row.text);
  }
}

TEST_CASE("Text escaped is the same text again") {
  for (const char* text : {"", "**", "~~x~~", "\\", "\\\\*", "a*b", "*", "<!-- x -->",
                           "a: b (c)，d", "`x`", "2**3**4", "~", "\\："}) {
    CAPTURE(std::string(text));
    CHECK(plain_text(escape_marks(text)) == text);
    CHECK(plain_text(escape_marks(text, ":(，")) == text);
  }
  CHECK(escape_marks("a: b (c)，d", ":(，") == "a\\: b \\(c)\\，d");
  CHECK(plain_text(mark_literal("2**3**4 \\")) == "2**3**4 \\");
}

TEST_CASE("An escaped mark is not found") {
  const std::string text = "\\(a\\\\(b";
  CHECK(find_mark(text, "(") == 5);
  CHECK(find_mark(text, "(", 6) == std::string::npos);
}

TEST_CASE("Text is called normal only where it surely is") {
  CHECK(is_surely_nfc("联系 liánxì：nǐ hǎo，ǚ “x” → …"));
  for (const char* text : {"e\u0301", "\u212B", "\u0338", "\uF900", "\xFF"}) {
    CAPTURE(text);
    CHECK_FALSE(is_surely_nfc(text));
  }
}

TEST_CASE("Marks without end take time by the byte") {
  const std::string backslashes(1 << 20, '\\');
  CHECK(find_mark(backslashes + "(", "(") == backslashes.size());
  CHECK(plain_text(backslashes).size() == backslashes.size() / 2);
  std::string bold;
  for (int i = 0; i < 1 << 18; ++i) bold += "**x";
  CHECK(plain(bold).bold.size() == 1 << 17);
  CHECK_FALSE(split_label(bold).has_value());
}

}  // namespace
}  // namespace lianxi
