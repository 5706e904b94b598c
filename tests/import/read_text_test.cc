#include <doctest/doctest.h>

#include <sstream>

#include "base/limits.h"
#include "reading.h"

namespace lianxi {
namespace {

std::optional<std::string> read(const std::string& bytes, ReadResult& result) {
  std::istringstream in(bytes);
  return read_text(in, "deck.md", sink_into(result));
}

TEST_CASE("Line ends and a byte order mark leave no trace in a text") {
  const struct {
    const char* name;
    std::string bytes;
    std::string text;
  } rows[] = {
      {"as it is", "a\nb\n", "a\nb\n"},
      {"CRLF", "a\r\nb\r\n", "a\nb\n"},
      {"CR alone", "a\rb", "a\nb"},
      {"blank lines", "a\r\n\r\nb\n\nc", "a\n\nb\n\nc"},
      {"byte order mark", "\xEF\xBB\xBF# 联系 liánxì", "# 联系 liánxì"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    ReadResult result;
    CHECK(read(row.bytes, result) == row.text);
    CHECK(result.diagnostics.empty());
  }
}

TEST_CASE("A file that is no text is refused once, with the reason") {
  const struct {
    const char* name;
    std::string bytes;
    const char* code;
    int line;
  } rows[] = {
      {"nothing", "", "empty", 0},
      {"spaces", " \r\n\t\n", "empty", 0},
      {"only a byte order mark", "\xEF\xBB\xBF", "empty", 0},
      {"UTF-16 LE", std::string("\xFF\xFE#\0 \0", 6), "utf16", 0},
      {"UTF-16 BE", std::string("\xFE\xFF\0#\0 ", 6), "utf16", 0},
      {"UTF-16 without a mark", std::string("#\0 \0l\0i\0", 8), "utf16", 0},
      {"UTF-32 BE", std::string("\0\0\xFE\xFF\0\0\0#", 8), "utf16", 0},
      {"a NUL", std::string("# lian\0xi with more text after", 28), "binary", 0},
      {"a database", std::string("SQLite format 3\0\x10\0\x01\x01\0", 20), "binary", 0},
      {"Latin-1", "# a\n- caf\xE9\n", "not-utf8", 2},
      {"cut inside a character", "# 联\n\xE8\x81", "not-utf8", 2},
      {"a surrogate", "\xED\xA0\x80", "not-utf8", 1},
      {"a long line", "a\n" + std::string(kMaxLine + 1, 'x'), "long-line", 2},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    ReadResult result;
    CHECK_FALSE(read(row.bytes, result).has_value());
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.diagnostics[0].code == row.code);
    CHECK(result.diagnostics[0].line == row.line);
    CHECK(result.diagnostics[0].fatal);
    CHECK(result.diagnostics[0].file == "deck.md");
  }
}

TEST_CASE("A line of the greatest length is read, a file past the greatest size is not") {
  ReadResult result;
  CHECK(read(std::string(kMaxLine, 'x') + "\n", result).has_value());
  CHECK(result.diagnostics.empty());
  std::string large;
  large.reserve(kMaxFile + 64);
  while (large.size() <= kMaxFile) large += "- a line of a deck that never ends\n";
  CHECK_FALSE(read(large, result).has_value());
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].code == "too-large");
}

TEST_CASE("A return at the end of one chunk and its newline in the next are one line end") {
  ReadResult result;
  const std::string line((1 << 16) - 1, 'x');
  CHECK(read(line + "\r\ny", result) == line + "\ny");
}

}  // namespace
}  // namespace lianxi
