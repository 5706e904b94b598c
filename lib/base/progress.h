#pragma once

// How far a long task has come, for whoever shows it.

#include <cstddef>
#include <functional>
#include <string_view>

namespace lianxi {

/// Called after each step of `task`, which many may be; `of` is 0 where nobody knows how many there
/// are.
using OnProgress = std::function<void(std::string_view task, std::size_t done, std::size_t of)>;

/// Counts the steps of one task.
class Steps {
 public:
  /// `progress` may be empty; it must outlive this, and so must `task`.
  Steps(const OnProgress& progress, std::string_view task, std::size_t of)
      : progress_(progress), task_(task), of_(of) {}
  void step() {
    ++done_;
    if (progress_) progress_(task_, done_, of_);
  }

 private:
  const OnProgress& progress_;
  std::string_view task_;
  std::size_t of_;
  std::size_t done_ = 0;
};

}  // namespace lianxi
