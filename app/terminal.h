#pragma once

// The terminal: single keys, and putting it back as it was on every way out.

#include <optional>
#include <string>

#include "cards/face.h"

namespace lianxi::app {

/// While it lives, interrupting or hanging up restores the terminal, says `message` and ends with
/// 130. One at a time.
class TerminalGuard {
 public:
  TerminalGuard();
  ~TerminalGuard();
  TerminalGuard(const TerminalGuard&) = delete;
  TerminalGuard& operator=(const TerminalGuard&) = delete;
  /// What to say on the way out.
  void say_on_exit(const std::string& message);
};

/// One key of standard input without waiting for Enter, as a code point; nothing at the end of
/// input. An escape sequence gives U+001B.
std::optional<char32_t> read_key();

/// A styled text with escape codes where `color`; else as it is, marks included.
std::string painted(Style style, const std::string& text, bool color);

}  // namespace lianxi::app
