#include "app/frame.h"

#include <doctest/doctest.h>

#include <random>

#include "text/utf8.h"

namespace lianxi::app {
namespace {

constexpr ScreenSize kUsual{80, 24};
constexpr ScreenSize kSmall{40, 12};

Line plain(std::string text) { return {{Style::plain, std::move(text)}}; }

/// "line 1", "line 2", ...
std::vector<Line> lines(int count) {
  std::vector<Line> made;
  for (int i = 1; i <= count; ++i) made.push_back(plain("line " + std::to_string(i)));
  return made;
}

/// A page as a review has it, with nothing typed or told yet.
ReviewPage page_of(std::vector<Line> prompt) {
  ReviewPage page;
  page.heading = {"cloze", "7/32", "about 6 min left"};
  page.counts = "new 2  again 3  due 27";
  page.prompt = std::move(prompt);
  page.label = "> ";
  page.typing = true;
  page.keys = {"enter alone: don't know", "alt-h or :h hint", "alt-? or :? help"};
  page.more_keys = {"alt or colon with:", "u undo", "e edit", "s suspend", "b bury", "f flag"};
  return page;
}

/// The same page after the verdict.
ReviewPage answered(ReviewPage page, std::vector<Line> below) {
  page.typing = false;
  page.typed = "lian2xi4";
  page.below = std::move(below);
  page.keys = {"enter good 6d", "1 again 1d", "2 hard 6d", "3 good 6d", "4 easy 6d"};
  page.more_keys = {"u undo", "e edit", "s suspend", "b bury", "a accept", "w why", "q quit"};
  return page;
}

std::vector<std::string> text_of(const Frame& frame) {
  std::vector<std::string> rows;
  for (const Line& row : frame.rows) {
    rows.emplace_back();
    for (const StyledText& piece : row) rows.back() += piece.text;
  }
  return rows;
}

std::vector<std::string> shown(const ReviewPage& page, ScreenSize size,
                               Ambiguous ambiguous = Ambiguous::narrow) {
  return text_of(lay_out(page, size, ambiguous));
}

/// The first row that holds the text, -1 for none.
int row_with(const std::vector<std::string>& rows, std::string_view text) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].find(text) != std::string::npos) return static_cast<int>(i);
  }
  return -1;
}

int row_with(const ReviewPage& page, ScreenSize size, std::string_view text) {
  return row_with(shown(page, size), text);
}

}  // namespace

TEST_CASE("nothing jumps: prompt, input line and heading keep their rows whatever is below") {
  struct {
    std::string name;
    ScreenSize size;
    int prompt_lines, below_lines;
    int prompt, input;  // the rows they must have
  } const rows[] = {
      {"usual, short", kUsual, 2, 3, 2, 5},
      {"usual, nothing below", kUsual, 2, 0, 2, 5},
      {"usual, long below", kUsual, 2, 60, 2, 5},
      {"usual, long prompt", kUsual, 60, 3, 2, 15},
      {"usual, both long", kUsual, 60, 60, 2, 15},
      {"small, short", kSmall, 2, 3, 1, 3},
      {"small, long below", kSmall, 2, 60, 1, 3},
      {"small, long prompt", kSmall, 60, 3, 1, 6},
      {"small, both long", kSmall, 60, 60, 1, 6},
      {"the least airy one", {60, 20}, 60, 60, 2, 11},
      {"high", {80, 50}, 3, 3, 2, 6},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    ReviewPage typing = page_of(lines(row.prompt_lines));
    typing.typed = "lian2xi4";
    const ReviewPage after = answered(typing, lines(row.below_lines));
    for (const ReviewPage& page : {typing, after}) {
      CAPTURE(page.typing);
      CHECK(row_with(page, row.size, "cloze") == 0);
      CHECK(row_with(page, row.size, "line 1") == row.prompt);
      CHECK(row_with(page, row.size, "> lian2xi4") == row.input);
    }
    const Frame frame = lay_out(typing, row.size, Ambiguous::narrow);
    REQUIRE(frame.caret);
    CHECK(frame.caret->row == row.input);
    CHECK(frame.caret->row < row.size.rows - 1);
    CHECK_FALSE(lay_out(after, row.size, Ambiguous::narrow).caret);
    CHECK(frame.rows.size() == static_cast<std::size_t>(row.size.rows));
  }
}

TEST_CASE("the keys stand at the bottom of every screen") {
  struct {
    std::string name;
    ScreenSize size;
    std::vector<std::string> at_the_end;
  } const rows[] = {
      {"usual",
       kUsual,
       {"enter good 6d · 1 again 1d · 2 hard 6d · 3 good 6d · 4 easy 6d",
        "u undo  e edit  s suspend  b bury  a accept  w why  q quit"}},
      {"small: one word for the others",
       kSmall,
       {"enter good 6d · 1 again 1d · 2 hard 6d", "3 good 6d · 4 easy 6d · ? help"}},
      {"narrow and high",
       {40, 24},
       {"enter good 6d · 1 again 1d · 2 hard 6d", "3 good 6d · 4 easy 6d",
        "u undo  e edit  s suspend  b bury", "a accept  w why  q quit"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    for (const int below : {0, 3, 60}) {
      CAPTURE(below);
      const auto all = shown(answered(page_of(lines(below)), lines(below)), row.size);
      const auto count = static_cast<std::ptrdiff_t>(row.at_the_end.size());
      CHECK(std::vector<std::string>(all.end() - count, all.end()) == row.at_the_end);
    }
  }
}

TEST_CASE("parts of the heading fall away where there is no room: counts first, then the last") {
  struct {
    std::string name;
    std::vector<std::string> parts;
    int columns;
    std::string heading;
  } const rows[] = {
      {"room for all",
       {"cloze", "7/32", "about 6 min left"},
       80,
       "cloze · 7/32 · about 6 min left" + std::string(27, ' ') + "new 2  again 3  due 27"},
      {"no room for the time left",
       {"cloze", "7/32", "about 6 min left"},
       40,
       "cloze · 7/32" + std::string(6, ' ') + "new 2  again 3  due 27"},
      {"no room for the counts",
       {"contrast · once more", "107/132", "about 6 min left"},
       40,
       "contrast · once more · 107/132"},
      {"a title alone", {"help"}, 20, "help"},
      {"no room for a part", {"contrast", "7/32"}, 8, "contrast"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    ReviewPage page = page_of(lines(1));
    page.heading = row.parts;
    CHECK(shown(page, {row.columns, 24})[0] == row.heading);
  }
}

TEST_CASE("what is too long scrolls: the prompt while typing, what is below it afterwards") {
  ReviewPage page = page_of(lines(60));
  const Frame first = lay_out(page, kSmall, Ambiguous::narrow);
  CHECK(text_of(first)[5] == "  … more");
  CHECK(first.page == 4);
  CHECK(first.most_scroll == 56);

  page.scroll = first.page;
  CHECK(shown(page, kSmall)[1] == "  line 5");
  page.scroll = first.most_scroll;
  CHECK(shown(page, kSmall)[4] == "  line 60");
  CHECK(shown(page, kSmall)[5] == "  (end)");
  page.scroll = 1000;
  CHECK(shown(page, kSmall)[4] == "  line 60");
  page.scroll = -1;
  CHECK(shown(page, kSmall)[1] == "  line 1");

  ReviewPage after = answered(page_of(lines(1)), lines(60));
  const Frame told = lay_out(after, kSmall, Ambiguous::narrow);
  CHECK(text_of(told)[3] == "  line 1");
  CHECK(text_of(told)[9] == "  … more");
  CHECK(told.most_scroll == 54);
  after.scroll = told.most_scroll;
  CHECK(row_with(after, kSmall, "  line 60") == 8);
  CHECK(row_with(after, kSmall, "  (end)") == 9);
  // The prompt stays where it is.
  CHECK(row_with(after, kSmall, "  line 1") == 1);

  after.below = lines(7);  // as many as there is room for
  CHECK(lay_out(after, kSmall, Ambiguous::narrow).most_scroll == 0);
  CHECK(row_with(after, kSmall, "more") == -1);
}

TEST_CASE("a notice stands just above the keys and hides nothing") {
  for (const ScreenSize size : {kUsual, kSmall}) {
    CAPTURE(size.rows);
    for (int count = 0; count < 12; ++count) {
      CAPTURE(count);
      ReviewPage page = answered(page_of(lines(1)), {});
      for (int i = 1; i <= count; ++i) page.below.push_back(plain("told " + std::to_string(i)));
      page.notice = "good, due 2026-03-08";
      const auto rows = shown(page, size);
      CHECK(row_with(rows, "good, due") == row_with(rows, "enter good") - 1);
      const int last = row_with(rows, "told " + std::to_string(count));
      CHECK((count == 0 || last > 0 || row_with(rows, "… more") > 0));
    }
  }
}

TEST_CASE("the caret stands where the next character appears") {
  struct {
    std::string name;
    std::string typed;
    std::size_t caret;
    Ambiguous ambiguous;
    int column;
    std::string row;
  } const rows[] = {
      {"nothing typed", "", 0, Ambiguous::narrow, 2, "> "},
      {"after letters", "lian2xi4", 8, Ambiguous::narrow, 10, "> lian2xi4"},
      {"between letters", "lian2xi4", 5, Ambiguous::narrow, 7, "> lian2xi4"},
      {"characters are two columns wide", "联系", 6, Ambiguous::narrow, 6, "> 联系"},
      {"between characters", "联系", 3, Ambiguous::narrow, 4, "> 联系"},
      {"a vowel with its mark", "liánxì", 8, Ambiguous::narrow, 8, "> liánxì"},
      {"marks of their own take no column", "lia\u0301n", 6, Ambiguous::narrow, 6, "> lia\u0301n"},
      {"ambiguous width, wide", "liánxì", 8, Ambiguous::wide, 10, "> liánxì"},
      {"longer than the row: the end is seen", std::string(38, 'a') + "bcd", 41, Ambiguous::narrow,
       39, "> " + std::string(34, 'a') + "bcd"},
      {"and from its beginning", std::string(38, 'a') + "bcd", 0, Ambiguous::narrow, 2,
       "> " + std::string(37, 'a')},
      {"what just fits", std::string(37, 'a'), 37, Ambiguous::narrow, 39,
       "> " + std::string(37, 'a')},
      {"no character is split at the margin", "我明天联系你我明天联系你我明天联系你我明天", 63,
       Ambiguous::narrow, 38, "> 联系你我明天联系你我明天联系你我明天"},
      {"what a terminal obeys", "a\x1b[2J", 5, Ambiguous::narrow, 7, "> a␛[2J"},
      {"what nobody sees", "a\u200b", 4, Ambiguous::narrow, 9, "> aU+200B"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    ReviewPage page = page_of(lines(1));
    page.typed = row.typed;
    page.caret = row.caret;
    const Frame frame = lay_out(page, kSmall, row.ambiguous);
    REQUIRE(frame.caret);
    CHECK(*frame.caret == Caret{2, row.column});
    CHECK(text_of(frame)[2] == row.row);
  }
}

TEST_CASE("flow keeps what is said together on a row where it fits") {
  const std::vector<Line> answer = {{{Style::chinese, "联系"}, {Style::pinyin, "liánxì"}}};
  const auto on_one = flow(answer, 12, Ambiguous::narrow);
  REQUIRE(on_one.size() == 1);
  CHECK(plain_text(on_one[0]) == "联系      liánxì");  // the two spaces are a piece
  CHECK(flow(answer, 11, Ambiguous::narrow).size() == 2);
  CHECK(flow(answer, 13, Ambiguous::wide).size() == 2);
  CHECK(flow({{}}, 12, Ambiguous::narrow).size() == 1);
}

// --- Every size, every text ----------------------------------------------------------------------

namespace {

/// Text by chance: letters, characters, marks, emoji, controls, invalid bytes.
std::string text_by_chance(std::mt19937& random, std::size_t longest) {
  constexpr std::u32string_view kSome =
      U"abc "
      U"的联系，。（＿—…àǎü\u0301\u0302\u200b\u202e\u009b\u007f\u001b\n\t👨\u200d👩\u200d👧🇨🇳👍"
      U"\U0001f3fdᄀ각ｶﾞ가กำ\u200bक्षि";
  std::string text;
  for (std::size_t size = random() % (longest + 1); size > 0; --size) {
    switch (random() % 12) {
      case 0:
        append_utf8(text, static_cast<char32_t>(random() % 0x110000));
        break;
      case 1:
        text += static_cast<char>(random() % 256);
        break;
      case 2:
        text += ' ';
        break;
      default:
        append_utf8(text, kSome[random() % kSome.size()]);
    }
  }
  return text;
}

std::vector<Line> lines_by_chance(std::mt19937& random) {
  constexpr Style kStyles[] = {Style::plain,   Style::chinese, Style::pinyin,
                               Style::english, Style::note,    Style::wrong};
  std::vector<Line> made(random() % 9);
  for (Line& line : made) {
    for (std::size_t pieces = random() % 3; pieces > 0; --pieces) {
      line.push_back({kStyles[random() % 6], text_by_chance(random, 60)});
    }
  }
  return made;
}

ReviewPage page_by_chance(std::mt19937& random) {
  ReviewPage page;
  for (std::size_t parts = random() % 4; parts > 0; --parts) {
    page.heading.push_back(text_by_chance(random, 30));
  }
  page.counts = text_by_chance(random, 20);
  page.prompt = lines_by_chance(random);
  page.label = text_by_chance(random, 3);
  page.typed = text_by_chance(random, 60);
  page.caret = random() % (page.typed.size() + 1);
  page.typing = random() % 2 == 0;
  page.below = lines_by_chance(random);
  page.notice = text_by_chance(random, 40);
  for (std::size_t keys = random() % 5; keys > 0; --keys) {
    page.keys.push_back(text_by_chance(random, 12));
    page.more_keys.push_back(text_by_chance(random, 12));
  }
  page.scroll = static_cast<int>(random() % 20) - 2;
  return page;
}

}  // namespace

TEST_CASE("no row is wider than the screen or obeyed by it, whatever its size and its text") {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const ReviewPage page = page_by_chance(random);
    const ScreenSize size{1 + static_cast<int>(random() % 100),
                          1 + static_cast<int>(random() % 50)};
    CAPTURE(size.columns);
    CAPTURE(size.rows);
    const Ambiguous ambiguous = random() % 2 ? Ambiguous::wide : Ambiguous::narrow;
    const Frame frame = lay_out(page, size, ambiguous);
    REQUIRE(frame.rows.size() == static_cast<std::size_t>(size.rows));
    for (const std::string& row : text_of(frame)) {
      CAPTURE(row);
      CHECK(display_width(row, ambiguous) <= size.columns);
      CHECK(safe_display(row) == row);
    }
    if (frame.caret) {
      CHECK(frame.caret->row < size.rows);
      CHECK(frame.caret->column < size.columns);
      if (size.rows >= 3) CHECK(frame.caret->row < size.rows - 1);
    }
  }
}

}  // namespace lianxi::app
