#pragma once

// A long computation at the terminal: it shows how far it is, and Ctrl-C ends it early with the
// best it has.

#include <functional>
#include <string_view>

#include "app/interrupt.h"
#include "app/progress_bar.h"

namespace lianxi::app {

class StoppableTask {
 public:
  /// `name` must outlive it.
  StoppableTask(std::string_view name, Shell& shell);

  /// For the computation: shows the share that is done, 0 to 1, and says whether to go on. It
  /// refers to this task.
  std::function<bool(double share)> keep_going();
  /// Whether Ctrl-C has been pressed.
  bool stopped() const { return interrupt_.pressed(); }

 private:
  std::string_view name_;
  ProgressBar bar_;
  OnProgress progress_;
  Interrupt interrupt_;
};

}  // namespace lianxi::app
