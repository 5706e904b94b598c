#include "app/config_text.h"

#include <doctest/doctest.h>

namespace lianxi::app {
namespace {

TEST_CASE("A setting is read as TOML writes it") {
  const struct {
    const char* name;
    std::string_view text;
    std::optional<std::string> value;
  } rows[] = {
      {"missing", "grades = \"six\"\n", std::nullopt},
      {"quoted", "speak = \"say -v Ting\"\n", "say -v Ting"},
      {"bare", "  speak=say # aloud\n", "say"},
      {"comment", "speak = \"say\"  # \"aloud\"\n", "say"},
      {"hash inside", "speak = \"say '#1'\" # aloud\n", "say '#1'"},
      {"escapes", "speak = \"a\\\"b\\\\c\\td\\u00e9\\U0001F004\"\n", "a\"b\\c\tdé🀄"},
      {"no escapes", "speak = \"\\q \\u12 \\ud800\"\n", "\\q \\u12 \\ud800"},
      {"literal", "speak = 'C:\\new \"x\"' # y\n", "C:\\new \"x\""},
      {"never closed", "speak = \"say # x\n", "\"say"},
      {"first of two", "speak = a\nspeak = b\n", "a"},
      {"no line end", "speak = a", "a"},
      {"CRLF", "speak = \"a\"\r\n", "a"},
      {"byte order mark", "\xef\xbb\xbfspeak = a\n", "a"},
      {"of a table", "[other]\nspeak = a\n", std::nullopt},
      {"commented out", "# speak = a\n", std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(setting_in(row.text, "speak") == row.value);
  }
}

TEST_CASE("Setting a key changes its line and no other byte") {
  const struct {
    const char* name;
    std::string_view text;
    std::string_view value;
    std::string_view made;
  } rows[] = {
      {"empty file", "", "a", "speak = \"a\"\n"},
      {"new", "# mine\n", "a", "# mine\nspeak = \"a\"\n"},
      {"new, no line end", "x = 1", "a", "x = 1\nspeak = \"a\"\n"},
      {"comment stays", "speak=b#mine\nx\n", "a", "speak = \"a\"  #mine\nx\n"},
      {"hash inside", "speak = \"#1\" # mine\n", "#2", "speak = \"#2\"  # mine\n"},
      {"CRLF", "x = 1\r\nspeak = b\r\n", "a", "x = 1\r\nspeak = \"a\"\r\n"},
      {"no line end", "speak = b", "a", "speak = \"a\""},
      {"a second one stays", "speak = b\nspeak = c\n", "a", "speak = \"a\"\nspeak = c\n"},
      {"quotes and controls", "", "\"\\\n\x1b", "speak = \"\\\"\\\\\\u000a\\u001b\"\n"},
      {"above a table", "x = 1\n\n# of it\n[t]\nspeak = b\n", "a",
       "x = 1\n\nspeak = \"a\"\n# of it\n[t]\nspeak = b\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const std::string made = with_setting(row.text, "speak", row.value);
    CHECK(made == row.made);
    CHECK(setting_in(made, "speak") == row.value);
    CHECK(with_setting(made, "speak", row.value) == made);
  }
}

}  // namespace
}  // namespace lianxi::app
