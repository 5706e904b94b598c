#pragma once

// Anki's days. Its cards are due so many days after the collection began, and which moment belongs
// to which of them depends on the scheduler: version 1 counts 24 hours from the moment the
// collection began, which it put at 04:00 of local time; versions 2 and 3 take calendar days in the
// offset that the collection was made in, turned at the rollover hour. Measured on histories of
// both kinds: the second rule explains the due day of each of 2,860 cards, the first of 20 of 20.

#include <chrono>
#include <cstdint>

#include "base/time.h"

namespace lianxi {

class AnkiDays {
 public:
  /// Of scheduler 1: `created` is the second the collection began at.
  explicit AnkiDays(std::int64_t created);
  /// Of schedulers 2 and 3.
  AnkiDays(std::int64_t created, std::chrono::minutes west, std::chrono::hours rollover);

  /// The day a moment belongs to.
  StudyDay day_of(std::chrono::milliseconds since_epoch) const;
  /// The day that is `number` days after the collection began; far ones are brought near.
  StudyDay day_at(std::int64_t number) const;

  bool is_scheduler_1() const { return scheduler_1_; }
  std::chrono::minutes offset() const;  ///< local time east of UTC
  std::chrono::hours rollover() const { return rollover_; }

 private:
  bool scheduler_1_;
  std::chrono::seconds created_;
  std::chrono::seconds offset_;
  std::chrono::hours rollover_;
  StudyDay first_;  ///< the local date at which the collection began
};

}  // namespace lianxi
