#pragma once

// The terminal: single keys, its size, and putting it back as it was on every way out: leaving,
// failing, a signal, a crash, Ctrl-Z and back.

#include <functional>
#include <string>
#include <string_view>

#include "app/frame.h"

namespace lianxi::app {

/// A key: the code point it types, or one of those below; `alt` where Alt was held.
struct KeyPress {
  char32_t code = 0;
  bool alt = false;
  bool pasted = false;  ///< it is text, whatever it is
  friend bool operator==(const KeyPress&, const KeyPress&) = default;
};
/// Keys that type nothing, beyond the last code point of Unicode.
namespace keys {
inline constexpr char32_t enter = U'\n', backspace = 0x7F, escape = 0x1B;
inline constexpr char32_t up = 0x110001, down = 0x110002, left = 0x110003, right = 0x110004;
inline constexpr char32_t home = 0x110005, end = 0x110006, page_up = 0x110007;
inline constexpr char32_t page_down = 0x110008, erase = 0x110009;
inline constexpr char32_t unknown = 0x11000A;
inline constexpr char32_t redraw = 0x11000B;   ///< the terminal has another size, or is ours again
inline constexpr char32_t hang_up = 0x11000C;  ///< no more keys will come
}  // namespace keys

/// From now on the program, when it is interrupted, terminated or hung up, puts the terminal back,
/// says `message` on a line of its own and ends with 128 and the signal's number.
void say_on_exit(const std::string& message);

/// Standard input and output as a terminal in which every key counts at once. One at a time.
class Terminal {
 public:
  /// `on` and `off`: what is written whenever the terminal becomes ours and is given back.
  Terminal(const std::string& on, const std::string& off);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  ScreenSize size() const;
  void write(std::string_view bytes) const;
  /// Waits for the next key.
  KeyPress read_key();
  /// True where a key waits already.
  bool key_waits() const;
  /// Gives the terminal to what `use` runs and takes it back.
  void lend(const std::function<void()>& use);

 private:
  void take();
  void give_back();
  KeyPress read_escape();
  KeyPress read_character(char first);

  bool pasting_ = false;
};

}  // namespace lianxi::app
