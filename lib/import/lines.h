#pragma once

// A text line by line, without copying it.

#include <string_view>

namespace lianxi {

/// Use: for (Lines lines(text); lines.next();) lines.line();
class Lines {
 public:
  explicit Lines(std::string_view text, std::size_t offset = 0, int number = 0)
      : text_(text), end_(offset), number_(number) {}

  /// Moves to the next line; false at the end.
  bool next() {
    begin_ = end_;
    if (begin_ >= text_.size()) return false;
    const auto newline = text_.find('\n', begin_);
    line_ = text_.substr(begin_, newline == std::string_view::npos ? newline : newline - begin_);
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    end_ = newline == std::string_view::npos ? text_.size() : newline + 1;
    ++number_;
    return true;
  }

  std::string_view line() const { return line_; }
  int number() const { return number_; }        ///< 1-based
  std::size_t begin() const { return begin_; }  ///< offset of the line in the text
  /// Columns before the first character; a tab goes to the next multiple of four.
  int indent() const {
    int columns = 0;
    for (const char c : line_) {
      if (c == ' ')
        ++columns;
      else if (c == '\t')
        columns += 4 - columns % 4;
      else
        break;
    }
    return columns;
  }

 private:
  std::string_view text_;
  std::string_view line_;
  std::size_t begin_ = 0;
  std::size_t end_;
  int number_;
};

}  // namespace lianxi
