#include "app/progress_bar.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/columns.h"

namespace lianxi::app {
namespace {

constexpr std::chrono::milliseconds kSoon{700};
constexpr std::chrono::milliseconds kBetween{100};
constexpr int kBlocks = 20;

constexpr const char* kBack = "\r\x1b[K";

}  // namespace

std::string progress_line(std::string_view task, std::size_t done, std::size_t of, int width) {
  if (of == 0) return shortened(fmt::format("{}  {}", task, done), width);
  const auto full = static_cast<int>(std::min(done, of) * kBlocks / of);
  std::string bar;
  for (int i = 0; i < kBlocks; ++i) bar += i < full ? "▇" : "▁";
  return shortened(fmt::format("{}  {} of {} {}", task, done, of, bar), width);
}

ProgressBar::ProgressBar(Shell& shell)
    : shell_(shell),
      in_words_(shell.is_accessible()),
      next_(shell.machine_time(std::nullopt).utc + kSoon) {}

ProgressBar::~ProgressBar() { clear(); }

OnProgress ProgressBar::progress() {
  const bool silent = !shell_.err_is_terminal || shell_.options.quiet || shell_.options.json ||
                      shell_.env("TERM").value_or("dumb") == "dumb";
  if (silent) return {};
  return [this](std::string_view task, std::size_t done, std::size_t of) { show(task, done, of); };
}

void ProgressBar::clear() {
  if (drawn_) shell_.err << kBack << std::flush;
  drawn_ = false;
}

void ProgressBar::show(std::string_view task, std::size_t done, std::size_t of) {
  if (in_words_ && task == told_) return;
  const Time now = shell_.machine_time(std::nullopt).utc;
  if (now < next_) return;
  next_ = now + kBetween;
  if (in_words_) {
    told_ = task;
    shell_.err << task << std::endl;
    return;
  }
  drawn_ = true;
  shell_.err << kBack << progress_line(task, done, of, shell_.width - 1) << std::flush;
}

}  // namespace lianxi::app
