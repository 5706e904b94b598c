#pragma once

// hashcards: cards in Markdown. "Q:" and "A:" at the beginning of a line make a question and its
// answer, "C:" a text in which every [bracket] is the gap of a card; "---" ends a card. Above them
// may stand front matter between two "---", whose `name` is the deck; else the file's name is.
// Source: the README of hashcards.
//
// Links and emphasis are text. Pictures and sounds become "[image: x]" and "[sound:x]", as in the
// notes of Anki. Formulas ($...$) and code in backquotes stay as they are; no bracket in them is a
// gap, and none behind a backslash.

#include <string>
#include <string_view>
#include <vector>

#include "foreign/foreign_text.h"

namespace lianxi {

/// A text with gaps, the brackets gone: where each gap stands in it.
struct GappedText {
  std::string text;
  struct Gap {
    std::size_t begin, size;
  };
  std::vector<Gap> gaps;

  std::string with_blank(std::size_t gap) const;  ///< "＿＿" in place of that gap
  std::string_view inside(std::size_t gap) const;
};

GappedText read_gaps(std::string_view markdown);

/// The same where brackets are text, as in questions and answers.
std::string text_of_markdown(std::string_view markdown);

/// The first line below front matter and headings begins a card, and its question has an answer or
/// its text a gap.
bool is_hashcards(std::string_view text);
void read_hashcards(const ForeignText& file);

}  // namespace lianxi
