#include "foreign/encoding.h"

#include <doctest/doctest.h>

#include <string>

#include "base/limits.h"
#include "import/notes.h"

namespace lianxi {
namespace {

using namespace std::string_literals;

struct Decoded {
  std::optional<TextFile> file;
  Diagnostics complaints;
};

Decoded decode(std::string_view bytes) {
  Decoded result;
  NoteSink sink;
  sink.reject = [&](Diagnostic one) { result.complaints.push_back(std::move(one)); };
  result.file = decode_text(bytes, Report("list.txt", sink));
  return result;
}

std::string utf16(std::u16string_view text, bool is_little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xff), high = static_cast<char>(unit >> 8);
    bytes += is_little ? low : high;
    bytes += is_little ? high : low;
  }
  return bytes;
}

TEST_CASE("the encoding of a text is found by its bytes") {
  // 我们喝茶，你呢？ and 我們喝茶，你呢？
  const auto gbk = "\xCE\xD2\xC3\xC7\xBA\xC8\xB2\xE8\xA3\xAC\xC4\xE3\xC4\xD8\xA3\xBF\ttea\n"s;
  const auto big5 = "\xA7\xDA\xAD\xCC\xB3\xDC\xAF\xF9\xA1\x41\xA7\x41\xA9\x4F\xA1\x48\ttea\n"s;
  const struct {
    const char* name;
    std::string bytes, text, encoding;
  } rows[] = {
      {"ASCII", "tea\n", "tea\n", "UTF-8"},
      {"UTF-8", "茶\ttea\n", "茶\ttea\n", "UTF-8"},
      {"UTF-8 with a mark", "\xEF\xBB\xBF茶\ttea", "茶\ttea", "UTF-8"},
      {"UTF-16 LE", "\xFF\xFE" + utf16(u"茶\ttea\n", true), "茶\ttea\n", "UTF-16"},
      {"UTF-16 BE", "\xFE\xFF" + utf16(u"茶\ttea\n", false), "茶\ttea\n", "UTF-16"},
      {"UTF-16 LE without a mark", utf16(u"我们喝茶\tchá\n", true), "我们喝茶\tchá\n", "UTF-16"},
      {"UTF-16 BE without a mark", utf16(u"我们喝茶\tchá\n", false), "我们喝茶\tchá\n", "UTF-16"},
      {"surrogates", "\xFF\xFE" + utf16(u"𠮷\n", true), "𠮷\n", "UTF-16"},
      {"GBK", gbk, "我们喝茶，你呢？\ttea\n", "GB18030"},
      {"GB18030, four bytes", gbk + "\x95\x34\xB2\x35\n", "我们喝茶，你呢？\ttea\n𠮷\n", "GB18030"},
      {"Big5", big5, "我們喝茶，你呢？\ttea\n", "Big5"},
      {"Latin-1", "caf\xE9\tcoffee\n", "café\tcoffee\n", "windows-1252"},
      {"German",
       "\xDC"
       "bung\t\xC4pfel, sch\xF6n\n",
       "Übung\tÄpfel, schön\n", "windows-1252"},
      {"quotes of Windows", "\x93tea\x94\tx\n", "“tea”\tx\n", "windows-1252"},
      {"declared", "<?xml version=\"1.0\" encoding=\"Windows-1252\"?><a>\xC4rger \xD6l</a>",
       "<?xml version=\"1.0\" encoding=\"Windows-1252\"?><a>Ärger Öl</a>", "windows-1252"},
      {"declared wrongly", "<?xml version='1.0' encoding='iso-8859-1'?><a>茶</a>",
       "<?xml version='1.0' encoding='iso-8859-1'?><a>茶</a>", "UTF-8"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    const Decoded result = decode(row.bytes);
    REQUIRE(result.file);
    CHECK(result.file->text == row.text);
    CHECK(result.file->encoding == row.encoding);
    CHECK(result.complaints.empty());
  }
}

TEST_CASE("line ends become one, and are named where they are not the usual ones") {
  const struct {
    const char* bytes;
    const char* text;
    const char* told;
  } rows[] = {
      {"茶\n水\n", "茶\n水\n", ""},
      {"茶\r\n水\r\n", "茶\n水\n", ", lines ended by CRLF"},
      {"茶\r水", "茶\n水", ", lines ended by CR"},
      {"茶\r\n\r\n水\r", "茶\n\n水\n", ", mixed line ends"},
      {"茶", "茶", ""},
      {"caf\xE9\rx\r", "café\nx\n", ", windows-1252, lines ended by CR"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    const Decoded result = decode(row.bytes);
    REQUIRE(result.file);
    CHECK(result.file->text == row.text);
    CHECK(told_of(*result.file) == row.told);
  }
}

TEST_CASE("what cannot be read in a line is marked, and the line is named") {
  const struct {
    const char* name;
    std::string bytes, text;
    int line;
  } rows[] = {
      {"UTF-8", "我们喝茶\n水\xE8\n我们喝水\n", "我们喝茶\n水\xEF\xBF\xBD\n我们喝水\n", 2},
      {"half a pair", "\xFF\xFE" + utf16(u"茶\n\xD800水\n", true), "茶\n\xEF\xBF\xBD水\n", 2},
      {"an odd byte", "\xFF\xFE" + utf16(u"茶\n", true) + "x", "茶\n\xEF\xBF\xBD", 2},
      {"windows-1252", "caf\xE9 \xE0 \xE8\n\x81\n", "", 0},
      {"GBK", "\xCE\xD2\xC3\xC7\xBA\xC8\xB2\xE8\n\xCE\xD2\xFF\n", "我们喝茶\n我\xEF\xBF\xBD\n", 2},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    const Decoded result = decode(row.bytes);
    REQUIRE(result.complaints.size() == 1);
    CHECK(result.complaints[0].line == row.line);
    REQUIRE(result.file.has_value() == (row.line != 0));
    if (result.file) CHECK(result.file->text == row.text);
  }
}

TEST_CASE("XML may stand on one line, however long") {
  const std::string text = "<a>" + std::string(kMaxLine, 'x') + "</a>";
  CHECK(decode(text).file);
}

TEST_CASE("what is no text is refused by name") {
  const struct {
    std::string bytes;
    const char* code;
  } rows[] = {
      {"", "empty"},
      {" \r\n\t\n", "empty"},
      {"\xEF\xBB\xBF", "empty"},
      {"\xFF\xFE\0\0t\0\0\0"s, "utf32"},
      {"\0\0\xFE\xFF\0\0\0t"s, "utf32"},
      {"SQLite format 3\0\x10\0\x01\x01\0"s, "binary"},
      {"tea\0\n"s, "binary"},
      {"\xFF\xFEt\0\0\0"s, "binary"},
      {"\xEF\xBB\xBFt\0"s, "binary"},
      {"PK\x03\x04\x14\x01\x02\x03\x04\x05\x06\x07", "binary"},
      {"x\n" + std::string(kMaxLine + 1, 'x'), "long-line"},
      {std::string(kMaxFileLines + 1, '\n') + "x", "too-large"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.code));
    const Decoded result = decode(row.bytes);
    CHECK_FALSE(result.file);
    REQUIRE(result.complaints.size() == 1);
    CHECK(result.complaints[0].code == row.code);
    CHECK(result.complaints[0].fatal);
  }
}

}  // namespace
}  // namespace lianxi
