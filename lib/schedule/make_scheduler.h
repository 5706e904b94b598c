#pragma once

// Which scheduler, with which options: a value, from which any number of schedulers can be made.

#include <memory>
#include <variant>

#include "schedule/fsrs.h"
#include "schedule/scheduler.h"
#include "schedule/sm2.h"
#include "schedule/sm2_anki.h"

namespace lianxi {

struct SchedulerChoice {
  std::variant<Sm2Options, Sm2AnkiOptions, FsrsOptions> options;
  bool fuzz = false;  ///< whether intervals are moved a little (fuzz.h)
  Days max_interval{36500};
};

std::unique_ptr<Scheduler> make_scheduler(const SchedulerChoice& choice);
/// The same without fuzz, for those who look for a day themselves.
std::unique_ptr<Scheduler> make_exact_scheduler(const SchedulerChoice& choice);

}  // namespace lianxi
