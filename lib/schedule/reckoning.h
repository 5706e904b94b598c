#pragma once

// The arithmetic that led to a card's due date, step by step and in words: "6 days x 2.50 = 15
// days"; "after 12 days recall was at 0.88". Each step is what the fold does, told from the same
// options; nothing is estimated.

#include <optional>
#include <string>
#include <vector>

#include "schedule/fold.h"
#include "schedule/make_scheduler.h"

namespace lianxi {

/// One event that had a part in a card's schedule.
struct ReckoningStep {
  Event event;
  StudyDay day{};  ///< it counts for this day
  bool drill = false;
  CardState before, after;
  std::optional<Days> planned;  ///< of a review that was scheduled: the interval it came to
  std::string done;             ///< "good", "quality 4", "set-due"
  std::string rule;             ///< "first success: 1 day; ease stays 2.50; due 2026-03-03"
};

/// The steps of one card's surviving events, in canonical order; events that have no part in when
/// a card is shown (flags, accepted answers) are left out. `events` as for fold_card(), whose state
/// is the `after` of the last step.
std::vector<ReckoningStep> reckon(std::vector<Event> events, const DeadEvents& dead,
                                  const SchedulerChoice& choice);

/// "1 day", "6 days".
std::string in_days(std::int64_t days);

}  // namespace lianxi
