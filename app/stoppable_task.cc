#include "app/stoppable_task.h"

#include <algorithm>

namespace lianxi::app {
namespace {

constexpr std::size_t kProgressSteps = 100;

}  // namespace

StoppableTask::StoppableTask(std::string_view name, Shell& shell)
    : name_(name), bar_(shell), progress_(bar_.progress()) {}

std::function<bool(double)> StoppableTask::keep_going() {
  return [this](double share) {
    const auto steps = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * kProgressSteps);
    if (progress_) progress_(name_, steps, kProgressSteps);
    return !stopped();
  };
}

}  // namespace lianxi::app
