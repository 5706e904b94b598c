#pragma once

// One line of typing: characters from an input method, caret keys, word deletion. libedit edits;
// it draws nothing, for the screen has one painter. The only file that includes histedit.h.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/terminal.h"

namespace lianxi::app {

/// A line as it stands.
struct Draft {
  std::string text;
  std::size_t caret = 0;  ///< in bytes
};

/// How typing ended.
struct TypedLine {
  Draft draft;
  std::optional<char32_t> command{};  ///< Alt and this key; nothing after Enter
  bool left = false;                  ///< Ctrl-D on an empty line, or no more keys
};

class InputLine {
 public:
  /// `next_key`: gives each key when it is wanted, those of keys:: that move the caret included.
  /// `show`: draws the line before each wait.
  InputLine(std::function<KeyPress()> next_key, std::function<void(const Draft&)> show);
  ~InputLine();
  InputLine(const InputLine&) = delete;
  InputLine& operator=(const InputLine&) = delete;

  /// Goes on with `draft` until Enter, a command (Alt and one of `commands`) or the end; where
  /// there are no commands Esc ends it too.
  TypedLine read(const Draft& draft, std::u32string_view commands);

 private:
  struct Editor;
  std::unique_ptr<Editor> editor_;
};

}  // namespace lianxi::app
