#pragma once

// What a card shows: before the answer, and after. Faces are styled text, not escape codes; the
// screen decides what a style looks like.

#include <string>
#include <vector>

#include "cards/generate.h"
#include "entry/entry.h"

namespace lianxi {

/// What a piece of text is, for a screen to decide how it looks.
enum class Style { plain, chinese, pinyin, english, note, wrong };

struct StyledText {
  Style style{};
  std::string text;
  friend bool operator==(const StyledText&, const StyledText&) = default;
};
using Line = std::vector<StyledText>;

/// Adds a line of one piece, unless there is no text.
void add_line(std::vector<Line>& lines, Style style, std::string text);

/// The texts of a line, joined by two spaces.
std::string plain_text(const Line& line);
/// Lines joined by newlines.
std::string plain_text(const std::vector<Line>& lines);

/// Question and answer of a card.
struct Face {
  std::vector<Line> prompt;
  std::vector<Line> answer;
  std::vector<std::string> choices;     ///< contrast: the two words, in an order that says nothing
  std::string word;                     ///< the headword where it may be seen before the answer
  std::vector<std::string> characters;  ///< spellings that are right; empty on `reading` cards
  std::vector<std::string> readings;    ///< marked pinyin that is right, as written first
  std::string correct;                  ///< "联系不上 liánxì bu shàng"
  bool any_reading = false;  ///< each of the readings is another right answer, none the first
};

/// The face of a card; `sentence` is the one of its pool to show (ignored without a pool).
Face make_face(const Entry& entry, const CardPlan& plan, std::size_t sentence);

}  // namespace lianxi
