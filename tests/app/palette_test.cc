#include "app/palette.h"

#include <doctest/doctest.h>

#include <map>
#include <sstream>

#include "app/config_file.h"
#include "app/shell.h"
#include "support/temporary_folder.h"

namespace lianxi::app {
namespace {

using Environment = std::map<std::string, std::string>;

/// A terminal with an environment and settings of its own.
class ColorTerminal {
 public:
  explicit ColorTerminal(Environment environment) : environment_(std::move(environment)) {
    environment_["HOME"] = home_.path();
    shell_.out_is_terminal = true;
  }

  Shell& shell() { return shell_; }
  void set(std::string_view key, std::string_view value) {
    set_machine_setting(shell_, key, value);
  }
  std::string paint(const StyledText& text) { return painted(text, palette_of(shell_)); }

 private:
  TemporaryFolder home_;
  Environment environment_;
  std::istringstream in_;
  std::ostringstream out_, err_;
  Shell shell_{in_,
               out_,
               err_,
               [this](const char* name) -> std::optional<std::string> {
                 const auto found = environment_.find(name);
                 if (found == environment_.end()) return std::nullopt;
                 return found->second;
               },
               {},
               {},
               false,
               false,
               80,
               {},
               {}};
};

const StyledText kFiveTones{Style::pinyin, "mā má mǎ mà ma"};

/// Text in one colour.
std::string in(const std::string& color, const std::string& text) {
  return "\x1b[" + color + "m" + text + "\x1b[39m";
}

const std::string kCommon256 = in("38;5;196", "mā") + " " + in("38;5;34", "má") + " " +
                               in("38;5;33", "mǎ") + " " + in("38;5;135", "mà") + " " +
                               in("38;5;245", "ma");
const std::string kCommon8 = in("31", "mā") + " " + in("32", "má") + " " + in("94", "mǎ") + " " +
                             in("35", "mà") + " " + in("90", "ma");
const std::string kNoColor = "mā má mǎ mà ma";

}  // namespace

TEST_CASE("tones have colours where the terminal has them and nobody says no") {
  struct {
    std::string name;
    Environment environment;
    bool terminal, no_color;
    std::string setting;  // of `color`; empty: none
    std::string painted;
  } const rows[] = {
      {"256 colours", {{"TERM", "xterm-256color"}}, true, false, "", kCommon256},
      {"true colour", {{"TERM", "xterm"}, {"COLORTERM", "truecolor"}}, true, false, "", kCommon256},
      {"8 colours", {{"TERM", "linux"}}, true, false, "", kCommon8},
      {"NO_COLOR", {{"TERM", "xterm-256color"}, {"NO_COLOR", "1"}}, true, false, "", kNoColor},
      {"NO_COLOR, empty", {{"TERM", "linux"}, {"NO_COLOR", ""}}, true, false, "", kCommon8},
      {"TERM=dumb", {{"TERM", "dumb"}}, true, false, "", kNoColor},
      {"no TERM", {}, true, false, "", kNoColor},
      {"--no-color", {{"TERM", "xterm-256color"}}, true, true, "", kNoColor},
      {"a pipe", {{"TERM", "xterm-256color"}}, false, false, "", kNoColor},
      {"never", {{"TERM", "xterm-256color"}}, true, false, "never", kNoColor},
      {"always, into a pipe", {{"TERM", "linux"}}, false, false, "always", kCommon8},
      {"--no-color over always", {{"TERM", "linux"}}, true, true, "always", kNoColor},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    ColorTerminal terminal(row.environment);
    terminal.shell().out_is_terminal = row.terminal;
    terminal.shell().options.no_color = row.no_color;
    if (!row.setting.empty()) terminal.set("color", row.setting);
    CHECK(terminal.paint(kFiveTones) == row.painted);
    // Bold, dim and red go with the colours.
    const bool escapes = row.painted != kNoColor;
    for (const Style style : {Style::chinese, Style::note, Style::wrong}) {
      CHECK((terminal.paint({style, "联系"}) != "联系") == escapes);
    }
    for (const Style style : {Style::plain, Style::english}) {
      CHECK(terminal.paint({style, "mā"}) == "mā");
    }
  }
}

TEST_CASE("tone-colors names a set, five numbers or none") {
  struct {
    std::string setting, term;
    std::array<std::string, 5> colors;  // tones 1 to 4, neutral
  } const rows[] = {
      {"common", "xterm-256color", {"38;5;196", "38;5;34", "38;5;33", "38;5;135", "38;5;245"}},
      {"books", "xterm-256color", {"38;5;196", "38;5;208", "38;5;34", "38;5;33", "38;5;245"}},
      {"safe", "xterm-256color", {"38;5;166", "38;5;74", "38;5;36", "38;5;175", "38;5;245"}},
      {"common", "linux", {"31", "32", "94", "35", "90"}},
      {"books", "linux", {"31", "33", "32", "94", "90"}},
      {"safe", "linux", {"33", "36", "32", "95", "90"}},
      {"1,2,3,4,5", "xterm-256color", {"38;5;1", "38;5;2", "38;5;3", "38;5;4", "38;5;5"}},
      {"0, 255, 7, 8, 9", "linux", {"38;5;0", "38;5;255", "38;5;7", "38;5;8", "38;5;9"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.setting);
    CAPTURE(row.term);
    ColorTerminal terminal(Environment{{"TERM", row.term}});
    terminal.set("tone-colors", row.setting);
    CHECK(terminal.paint(kFiveTones) ==
          in(row.colors[0], "mā") + " " + in(row.colors[1], "má") + " " + in(row.colors[2], "mǎ") +
              " " + in(row.colors[3], "mà") + " " + in(row.colors[4], "ma"));
  }

  ColorTerminal terminal(Environment{{"TERM", "linux"}});
  terminal.set("tone-colors", "none");
  CHECK(terminal.paint(kFiveTones) == kNoColor);
  CHECK(terminal.paint({Style::wrong, "联系"}) == in("31", "联系"));
}

TEST_CASE("what names no colours is refused, in the settings and in the file") {
  for (const char* choice : {"", "Common", "rainbow", "1,2,3,4", "1,2,3,4,5,6", "1,2,3,4,256",
                             "1,2,3,4,-1", "1,2,3,4,x", "1,2,,4,5", "1,2,3,4,5m", "31"}) {
    CAPTURE(choice);
    CHECK_FALSE(is_tone_colors(choice));
    ColorTerminal terminal(Environment{{"TERM", "linux"}});
    CHECK_THROWS_AS(terminal.set("tone-colors", choice), Error);
  }
  for (const char* choice : {"common", "books", "safe", "none", "1,2,3,4,5", "0,255,0,255,0"}) {
    CAPTURE(choice);
    CHECK(is_tone_colors(choice));
  }
}

}  // namespace lianxi::app
