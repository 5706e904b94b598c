#pragma once

// Markdown with gaps, as hashcards writes it: every [bracket] is one. Links and emphasis are text.
// Pictures and sounds become "[image: x]" and "[sound:x]", as in the notes of Anki. Formulas
// ($...$) and code in backquotes stay as they are; no bracket in them is a gap, and none behind a
// backslash.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

/// What stands where something is asked for.
inline constexpr std::string_view kBlank = "＿＿";

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

}  // namespace lianxi
