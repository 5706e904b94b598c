#include "app/paint.h"

#include <doctest/doctest.h>

namespace lianxi::app {
namespace {

Line plain(std::string text) { return {{Style::plain, std::move(text)}}; }

Frame frame_of(std::vector<Line> rows, std::optional<Caret> caret = std::nullopt) {
  Frame frame;
  frame.size = {20, static_cast<int>(rows.size())};
  frame.rows = std::move(rows);
  frame.caret = caret;
  return frame;
}

const Palette kPlain;

}  // namespace

TEST_CASE("a first frame clears the screen and places every row by its number") {
  const Frame frame = frame_of({plain("one"), {}, plain("联系")});
  CHECK(paint(frame, nullptr, kPlain) ==
        "\x1b[?25l\x1b[m\x1b[2J"
        "\x1b[1;1H\x1b[2Kone"
        "\x1b[2;1H\x1b[2K"
        "\x1b[3;1H\x1b[2K联系"
        "\x1b[3;1H");
}

TEST_CASE("rows that stay are not painted again") {
  const Frame before = frame_of({plain("one"), plain("two"), plain("three")}, Caret{1, 3});
  struct {
    std::string name;
    Frame now;
    std::string painted;
  } const rows[] = {
      {"the same", before, "\x1b[?25l\x1b[2;4H\x1b[?25h"},
      {"another row", frame_of({plain("one"), plain("2"), plain("three")}, Caret{1, 1}),
       "\x1b[?25l\x1b[2;1H\x1b[2K2\x1b[2;2H\x1b[?25h"},
      {"a row that goes", frame_of({plain("one"), plain("two"), {}}),
       "\x1b[?25l\x1b[3;1H\x1b[2K\x1b[3;1H"},
      {"another style",
       frame_of({plain("one"), {{Style::note, "two"}}, plain("three")}, Caret{1, 3}),
       "\x1b[?25l\x1b[2;1H\x1b[2Ktwo\x1b[2;4H\x1b[?25h"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(paint(row.now, &before, kPlain) == row.painted);
  }
}

TEST_CASE("a row that a terminal may find too wide is followed by the next one, painted again") {
  // One hand of two columns to us, two of two each to a terminal that knows no skin tones.
  const std::string hand = "\U0001F44D\U0001F3FD";
  const Frame before = frame_of({plain("one"), plain("two"), plain("three")});
  const Frame now =
      frame_of({plain(hand + hand + hand + hand + hand + "."), plain("two"), plain("three")});
  const std::string painted = paint(now, &before, kPlain);
  CHECK(painted.find("\x1b[2;1H\x1b[2Ktwo") != std::string::npos);
  CHECK(painted.find("three") == std::string::npos);
}

TEST_CASE("a screen of another size is painted afresh") {
  const Frame before = frame_of({plain("one"), plain("two")});
  Frame now = before;
  now.size.columns = 21;
  CHECK(paint(now, &before, kPlain) == paint(now, nullptr, kPlain));
}

TEST_CASE("what a painted row switches on it switches off") {
  Palette palette;
  palette.color = true;
  palette.tones = {"\x1b[90m", "\x1b[31m", "\x1b[32m", "\x1b[94m", "\x1b[35m"};
  const Frame frame =
      frame_of({{{Style::chinese, "联系"}, {Style::plain, "  "}, {Style::pinyin, "liánxì"}},
                {{Style::note, "a note"}},
                {{Style::wrong, "✗ 我联系"}}});
  CHECK(paint(frame, nullptr, palette) ==
        "\x1b[?25l\x1b[m\x1b[2J"
        "\x1b[1;1H\x1b[2K\x1b[1m联系\x1b[22m  \x1b[32mlián\x1b[39m\x1b[35mxì\x1b[39m"
        "\x1b[2;1H\x1b[2K\x1b[2ma note\x1b[22m"
        "\x1b[3;1H\x1b[2K\x1b[31m✗ 我联系\x1b[39m"
        "\x1b[3;1H");
  // Without colour there is not one of these codes.
  CHECK(paint(frame, nullptr, kPlain).find("联系  liánxì") != std::string::npos);
}

TEST_CASE("the terminal is given back as it was") {
  CHECK(screen_on(true) == "\x1b[?1049h\x1b[?7l\x1b[?2004h");
  CHECK(screen_off(true) == "\x1b[m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l");
  // On the learner's own screen what was shown stays, and the shell goes on below it.
  CHECK(screen_on(false) == "\x1b[?7l\x1b[?2004h");
  CHECK(screen_off(false) == "\x1b[m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[999;1H\r\n");
}

}  // namespace lianxi::app
