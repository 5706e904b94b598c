#include "schedule/make_scheduler.h"

#include "schedule/fuzz.h"

namespace lianxi {
namespace {

std::unique_ptr<Scheduler> made(const Sm2Options& options) {
  return std::make_unique<Sm2>(options);
}
std::unique_ptr<Scheduler> made(const Sm2AnkiOptions& options) {
  return std::make_unique<Sm2Anki>(options);
}
std::unique_ptr<Scheduler> made(const FsrsOptions& options) {
  return std::make_unique<Fsrs>(options);
}

}  // namespace

std::unique_ptr<Scheduler> make_exact_scheduler(const SchedulerChoice& choice) {
  const auto limited = [&](auto options) {
    options.max_interval = choice.max_interval;
    return made(options);
  };
  return std::visit(limited, choice.options);
}

std::unique_ptr<Scheduler> make_scheduler(const SchedulerChoice& choice) {
  auto exact = make_exact_scheduler(choice);
  if (!choice.fuzz) return exact;
  return std::make_unique<Fuzzed>(std::move(exact), choice.max_interval);
}

}  // namespace lianxi
