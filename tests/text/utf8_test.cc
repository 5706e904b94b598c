#include "text/utf8.h"

#include <doctest/doctest.h>

#include <string>

using namespace lianxi;
using namespace std::string_literals;

TEST_CASE("the first invalid byte is found, wherever the sequence breaks") {
  struct {
    std::string name;
    std::string text;
    std::optional<std::size_t> at;
  } const rows[] = {
      {"empty", "", {}},
      {"ASCII and Han", "ab 联系 𠀀", {}},
      {"NUL is text", "a\0b"s, {}},
      {"lone continuation", "ab\x80", 2},
      {"cut short", "联\xE7\xB3", 3},
      {"overlong slash", "\xC0\xAF", 0},
      {"overlong three bytes", "a\xE0\x80\xAF", 1},
      {"surrogate", "\xED\xA0\x80", 0},
      {"past U+10FFFF", "x\xF4\x90\x80\x80", 1},
      {"UTF-16", "\xFF\xFE\x54\x80", 0},
      {"Latin-1", "caf\xE9", 3},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(first_invalid_utf8(row.text) == row.at);
  }
}

TEST_CASE("decoding steps over one bad byte and goes on") {
  CHECK(decode_utf8("a\xFF系") == U"a\uFFFD系");
  CHECK(decode_utf8("\xED\xA0\x80") == U"\uFFFD\uFFFD\uFFFD");
  std::size_t offset = 1;
  CHECK(decode_utf8("a系b", offset) == U'系');
  CHECK(offset == 4);
}

TEST_CASE("encoding gives back what was decoded") {
  for (const std::string text : {"", "ab", "lǜshī", "联系", "𠀀𰻝", "😀"}) {
    CAPTURE(text);
    CHECK(encode_utf8(decode_utf8(text)) == text);
  }
  CHECK(encode_utf8(U"\xD800") == "\uFFFD");
  CHECK(length_utf8("lián系") == 5);
  CHECK(length_utf8("") == 0);
}

TEST_CASE("normal forms compose, decompose and unify width") {
  struct {
    std::string text;
    const char* nfc;
    const char* nfd;
    const char* nfkc;
  } const rows[] = {
      {"plain", "plain", "plain", "plain"},       {"联系。", "联系。", "联系。", "联系。"},
      {"lián", "lián", "lia\u0301n", "lián"},     {"lu\u0308\u030C", "lǚ", "lu\u0308\u030C", "lǚ"},
      {"ｌ２：", "ｌ２：", "ｌ２：", "l2:"},      {"\uFA0A", "見", "見", "見"},
      {"a\xFF", "a\uFFFD", "a\uFFFD", "a\uFFFD"}, {"", "", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(nfc(row.text) == row.nfc);
    CHECK(nfd(row.text) == row.nfd);
    CHECK(nfkc(row.text) == row.nfkc);
  }
}

TEST_CASE("folding leaves what two spellings of a sentence share") {
  struct {
    std::string text;
    const char* folded;
  } const rows[] = {
      {"我 明天，会联系你。", "我明天会联系你"},
      {"我明天,会联系你", "我明天会联系你"},
      {"ＨＳＫ４", "hsk4"},
      {"Lián-xì", "liánxì"},
      {"lia\u0301nxi\u0300", "liánxì"},
      {"xi\u200Ban\uFEFF", "xian"},
      {"Xī’ān", "xīān"},
      {"Xī\u02BCān", "xīān"},
      {"xi´an", "xian"},
      {"xī´an", "xīan"},
      {"～～我会关系你～～", "我会关系你"},
      {"~~**联系**~~ `不上`", "联系不上"},
      {"见∥面", "见面"},
      {"（＿＿）……——", ""},
      {"“你”、《他》", "你他"},
      {"\t你\n好\u3000", "你好"},
      {"\uFA0A面", "見面"},
      {"3＋5＄", "3+5$"},
      {"葛\U000E0100", "葛"},
      {"K", "k"},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(fold(row.text) == row.folded);
    CHECK(fold(fold(row.text)) == row.folded);
  }
}

TEST_CASE("punctuation and space are told from letters, numbers and invisible characters") {
  for (const char32_t c : U" \t\u3000。，、·…—《'’ʼˈ~∥→_＿`"s) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(is_punctuation_or_space(c));
  }
  for (const char32_t c : U"a9联〇ü+$々\u0301\u200B"s) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK_FALSE(is_punctuation_or_space(c));
  }
  for (const char32_t c : U"\u200B\uFEFF\u202E\u0007\u007F\u0085\u00AD\uFE0F"s) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(is_invisible(c));
  }
  for (const char32_t c : U"a 联。é\u0301"s) CHECK_FALSE(is_invisible(c));
}

TEST_CASE("width is counted in columns, cluster by cluster") {
  struct {
    std::string text;
    int width;
  } const rows[] = {
      {"", 0},
      {"abc", 3},
      {"联系", 4},
      {"liánxì", 6},
      {"lia\u0301n", 4},
      {"＿＿", 4},
      {"“你”…", 5},
      {"𠀀", 2},
      {"ａ", 2},
      {"\u200B", 0},
      {"a\u200Db", 2},
      {"😀", 2},
      {"👨\u200D👩\u200D👧", 2},
      {"🇨🇳", 2},
      {"\xFF", 1},
      {"\u00AD", 0},
      {"，", 2},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(display_width(row.text) == row.width);
  }
}

TEST_CASE("characters of ambiguous width are two columns wide where the terminal has them so") {
  CHECK(display_width("liánxì…“”·") == 10);
  CHECK(display_width("liánxì…“”·", Ambiguous::wide) == 16);
  CHECK(display_width("联x", Ambiguous::wide) == 3);
}

TEST_CASE("marks that stand on no letter are shown as what they are") {
  struct {
    std::string name, text, shown;
  } const rows[] = {
      {"decomposed pinyin stays", "lu\u0308\u030ce", "lu\u0308\u030ce"},
      {"a mark at the start", "\u0301a", "U+0301a"},
      {"a mark on a space", "a \u0301", "a U+0301"},
      {"a mark on a control", "\x1b\u0301", "␛U+0301"},
      {"marks piled up", "a\u0301\u0302\u0303\u0304\u0305", "a\u0301\u0302\u0303U+0304U+0305"},
      {"a vowel of Hangul without its consonant", "a\u1161", "aU+1161"},
      {"and one behind a syllable that has all it can", "a\u1161\uD780\u1161", "aU+1161\uD780U+1161"},
      {"and with it", "\u1100\u1161", "\u1100\u1161"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(safe_display(row.text) == row.shown);
    CHECK(safe_display(safe_display(row.text)) == row.shown);
  }
}

TEST_CASE("a grapheme cluster keeps its marks and ends before the next letter") {
  CHECK(grapheme_end("a\u0301b", 0) == 3);
  CHECK(grapheme_end("a\u0301b", 3) == 4);
  CHECK(grapheme_end("联系", 0) == 3);
  CHECK(grapheme_end("🇨🇳🇨🇳", 0) == 8);
  CHECK(grapheme_end("ab", 2) == 2);
}

TEST_CASE("nothing that a terminal obeys is left in displayed text") {
  struct {
    std::string text;
    const char* shown;
  } const rows[] = {
      {"联系 liánxì", "联系 liánxì"},
      {"\x1B[31mred", "␛[31mred"},
      {"a\r\n\tb", "a␍␊␉b"},
      {"\x7F", "␡"},
      {"a\0b"s, "a␀b"},
      {"\u009B31m", "U+009B31m"},
      {"\x9B", "\uFFFD"},
      {"a\u202Eb", "aU+202Eb"},
      {"\u200B\uFEFF", "U+200BU+FEFF"},
      {"\u2028", "U+2028"},
      {"\u2066x\u2069", "U+2066xU+2069"},
      {"\U000E0041", "U+E0041"},
      {"\U000E0562\uFFF0\u2065", "U+E0562U+FFF0U+2065"},  // nothing is assigned there yet
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(safe_display(row.text) == row.shown);
  }
  CHECK(safe_display("a\nb\r", true) == "a\nb␍");
}

TEST_CASE("trimming takes white space of both widths off both ends only") {
  CHECK(trim("\u3000 联 系\t\r\n\u3000") == "联 系");
  CHECK(trim("") == "");
  CHECK(trim(" \u3000 ") == "");
  CHECK(trim("x") == "x");
}

TEST_CASE("splitting keeps empty pieces") {
  using Pieces = std::vector<std::string_view>;
  CHECK(split("", ',') == Pieces{""});
  CHECK(split("a,,b,", ',') == Pieces{"a", "", "b", ""});
  CHECK(split("一\t二", '\t') == Pieces{"一", "二"});
}

TEST_CASE("JSON keeps its meaning and loses what a terminal would obey") {
  CHECK(lianxi::escape_json_controls("{\"a\":\"联系\"}\n") == "{\"a\":\"联系\"}\n");
  CHECK(lianxi::escape_json_controls("\"\x7f\u009b\u202e\u200b\"") ==
        "\"\\u007f\\u009b\\u202e\\u200b\"");
  CHECK(lianxi::escape_json_controls("\U000e0001") == "\\udb40\\udc01");
}
