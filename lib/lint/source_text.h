#pragma once

// Where in a file something stands. What is read keeps its line at most; a complaint wants the
// column as well, so the text itself is searched for what was read from it.

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "import/labels.h"

namespace lianxi {

/// A place in a text as compilers count: both from 1, columns in characters.
struct TextPlace {
  int line = 1;
  int column = 1;
  friend auto operator<=>(const TextPlace&, const TextPlace&) = default;
};

class SourceText {
 public:
  explicit SourceText(std::string_view text);

  /// The place of byte `offset` of `wanted`, where that stands first, from line `first` on and
  /// before line `end`. White space and the marks of mark-up (** ~~ ` \) do not count on either
  /// side; the end of `wanted` is behind closing marks. Where it stands nowhere: content(first).
  TextPlace find(std::string_view wanted, std::size_t offset, int first, int end) const;
  bool holds(std::string_view wanted, int first, int end) const;

  /// The first line with this label, from `first` on and before `end`; `first` if there is none.
  int labelled(Label label, int first, int end) const;

  int lines() const { return static_cast<int>(begins_.size()); }

  /// Where the text of a line begins: behind indent, bullet or heading marks.
  TextPlace content(int line) const;
  /// Where the value of a labelled line begins; the content of a line without a label.
  TextPlace value(int line) const;
  /// Behind the last character of a line.
  TextPlace end_of(int line) const;

 private:
  std::size_t begin_of(int line) const;
  std::size_t begin_of_content(int line) const;
  std::string_view line_text(int line) const;
  TextPlace place_at(std::size_t offset) const;
  std::size_t find_offset(std::string_view wanted, std::size_t offset, int first, int end) const;

  std::string text_;                 // NFC, as what was read from it
  std::vector<std::size_t> begins_;  // of the lines
};

}  // namespace lianxi
