#include "lint/source_text.h"

#include <doctest/doctest.h>

using namespace lianxi;

namespace {

constexpr const char* kText =
    "# 花 huā\n"               // 1
    "\n"                       // 2
    "  - **Gloss:** flower\n"  // 3
    "- 花**开**了。\n"         // 4
    "  - Pinyin: Huā kāi\n"    // 5
    "    le.\n"                // 6
    "* 12. x: y\n"             // 7
    "3) ~~花~~ ja\n"           // 8
    "• A (花):\n"              // 9
    "**bold**\n"               // 10
    "- HSK： 4";               // 11

std::string shown(TextPlace place) {
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

}  // namespace

TEST_CASE("what was read is found in its text, over marks and line ends") {
  const SourceText text(kText);
  struct {
    const char* wanted;
    std::size_t offset;
    int first, end;
    const char* place;
  } const rows[] = {
      {"花", 0, 1, 12, "1:3"},
      {"huā", 0, 1, 12, "1:5"},
      {"花开了。", 0, 2, 12, "4:3"},
      {"花开了。", 3, 2, 12, "4:6"},      // behind the bold mark
      {"花开", 6, 2, 12, "4:9"},          // the end, behind the closing mark
      {"Huā kāi le.", 10, 4, 12, "6:5"},  // on the next line
      {"花", 0, 8, 12, "8:6"},
      {"花", 0, 9, 10, "9:6"},
      {"花开", 0, 5, 12, "5:5"},  // nowhere from there on: the content of the line
      {"花开", 0, 1, 4, "1:3"},   // not before line 4
      {"", 0, 3, 12, "3:5"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.wanted));
    CAPTURE(row.first);
    CHECK(shown(text.find(row.wanted, row.offset, row.first, row.end)) == std::string(row.place));
  }
}

TEST_CASE("content, value and end of a line") {
  const SourceText text(kText);
  struct {
    int line;
    const char *content, *value, *end;
  } const rows[] = {
      {1, "1:3", "1:3", "1:8"},     {2, "2:1", "2:1", "2:1"},   {3, "3:5", "3:16", "3:22"},
      {4, "4:3", "4:3", "4:11"},    {5, "5:5", "5:13", "5:20"}, {7, "7:3", "7:10", "7:11"},
      {8, "8:4", "8:4", "8:12"},    {9, "9:3", "9:9", "9:9"},   {10, "10:1", "10:1", "10:9"},
      {11, "11:3", "11:8", "11:9"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(shown(text.content(row.line)) == std::string(row.content));
    CHECK(shown(text.value(row.line)) == std::string(row.value));
    CHECK(shown(text.end_of(row.line)) == std::string(row.end));
  }
  CHECK(text.lines() == 11);
}

TEST_CASE("a labelled line is found by what its label means") {
  const SourceText text(kText);
  CHECK(text.labelled(Label::pinyin, 1, 12) == 5);
  CHECK(text.labelled(Label::level, 1, 12) == 11);
  CHECK(text.labelled(Label::level, 1, 11) == 1);
  CHECK(text.labelled(Label::also, 4, 12) == 4);
}

TEST_CASE("columns count characters, composed as they are read") {
  const SourceText text("- hua\xCC\x84 kai");  // a with a combining macron
  CHECK(shown(text.find("huā kai", 5, 1, 2)) == "1:7");
}
