#pragma once

// What reports print, on a terminal: a line that is too wide for it goes on below, broken between
// words and indented, where the terminal would break it in the middle of one.

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace lianxi::app {

/// While it lives, lines that go to `out` are at most `width` columns wide. What a line goes on
/// with stands two columns to the right of its beginning. A line that was flushed before its end
/// goes on as it is. What goes to `out` must hold no escape codes.
class WrappedOutput : private std::streambuf {
 public:
  WrappedOutput(std::ostream& out, int width);
  WrappedOutput(const WrappedOutput&) = delete;
  WrappedOutput& operator=(const WrappedOutput&) = delete;
  ~WrappedOutput() override;

 private:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

  bool write(std::string_view text);
  bool write_line();

  std::ostream& out_;
  std::streambuf* below_;
  int width_;
  std::string line_;      ///< what has come of it
  bool flushed_ = false;  ///< whether its beginning has been passed on
};

}  // namespace lianxi::app
