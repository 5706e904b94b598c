#pragma once

// The review as a picture: what stands on which row. Pure: a page and a size give a frame. The
// prompt begins on the same row and the input line stands on the same row whatever is shown below
// them, so that nothing jumps; the input line is never the last row, for input methods put their
// window under it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/face.h"
#include "text/utf8.h"

namespace lianxi::app {

struct ScreenSize {
  int columns = 80;
  int rows = 24;
  friend bool operator==(const ScreenSize&, const ScreenSize&) = default;
};

/// What a review shows at one moment. Texts may come from anywhere: laying out makes them safe.
struct ReviewPage {
  std::vector<std::string> heading;  ///< parts; where there is no room the last ones go first
  std::string counts;                ///< at the right of the heading, where there is room
  std::vector<Line> prompt;
  std::string label;                   ///< before what is typed: "> "; empty: nothing is typed here
  std::string typed;                   ///< the input line
  std::size_t caret = 0;               ///< in bytes of `typed`
  bool typing = false;                 ///< the caret is to be seen
  std::vector<Line> below;             ///< verdict, answer, hints
  std::string notice;                  ///< just above the keys
  std::vector<std::string> keys;       ///< what the keys do: always to be seen
  std::vector<std::string> more_keys;  ///< where there is room, else "? help" stands for them
  int scroll = 0;  ///< rows passed of what is too long: of the prompt while typing, else below
};

struct Caret {
  int row = 0, column = 0;  ///< from 0
  friend bool operator==(const Caret&, const Caret&) = default;
};

/// A picture: `rows` are safe for a terminal and no wider than it.
struct Frame {
  ScreenSize size;
  std::vector<Line> rows;
  std::optional<Caret> caret;
  int most_scroll = 0;  ///< as far as there is something to scroll to
  int page = 1;         ///< rows that a screenful of it has
};

/// Made for 40 columns and 12 rows and more; smaller ones lose what does not fit.
Frame lay_out(const ReviewPage& page, ScreenSize size, Ambiguous ambiguous);

/// Texts of ours joined where they fit on a row: "1 again · 2 hard".
std::vector<std::string> joined_rows(const std::vector<std::string>& items,
                                     std::string_view between, int width, Ambiguous ambiguous);

/// Lines, safe for a terminal, broken to a width; the parts of one line stay together where they
/// fit.
std::vector<Line> flow(const std::vector<Line>& lines, int width, Ambiguous ambiguous);

}  // namespace lianxi::app
