#pragma once

// Ctrl-C during a long computation: it ends early with the best it has, instead of at once with
// nothing.

namespace lianxi::app {

/// While it lives Ctrl-C only sets a flag; the second one ends the program as ever. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  /// Whether Ctrl-C has been pressed.
  bool pressed() const;
};

}  // namespace lianxi::app
