#pragma once

// How far a long command has come, on one line of the terminal that goes when it is done. What ends
// soon shows none; nor does what is read by a program.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "app/shell.h"
#include "base/progress.h"

namespace lianxi::app {

class ProgressBar {
 public:
  explicit ProgressBar(Shell& shell);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// Empty where nothing is to be shown. It refers to this bar.
  OnProgress progress();
  /// Takes the line away; what is told then has the terminal to itself.
  void clear();

 private:
  using Time = std::chrono::sys_time<std::chrono::milliseconds>;

  void show(std::string_view task, std::size_t done, std::size_t of);

  Shell& shell_;
  bool in_words_;  ///< for a screen reader: a line a task
  Time next_;      ///< nothing is shown before
  std::string told_;
  bool drawn_ = false;
};

/// "making cards  12000 of 50000 ▇▇▁▁▁▁▁▁", at most `width` columns.
std::string progress_line(std::string_view task, std::size_t done, std::size_t of, int width);

}  // namespace lianxi::app
