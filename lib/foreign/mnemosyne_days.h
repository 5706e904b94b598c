#pragma once

// The days and grades of Mnemosyne 2.
//
// A card is due on a date of the learner's, which is kept as midnight of that date in UTC; it is
// asked from 3 o'clock in the morning of that date on, wherever they are then. So the date is the
// due day, and says nothing of a time zone. Answers are kept by the second. To which day they
// belong follows from the offset that the program wrote down, in whole hours, whenever it was
// started. The hour at which days begin is in another file, for only few change it: 3 is the
// program's own.
//
// Grades are 0 to 5. 0 and 1 mean forgotten, but unlike in SM-2 with 2 a card is remembered: 2 and
// 3 lower its ease by 0.16 and 0.14, 4 leaves it, 5 raises it by 0.10. That is what SM-2 does for
// quality 3, 4 and 5; so 2 and 3 are hard, 4 is good and 5 easy.
// Source: the program's scheduler "SM2 Mnemosyne" (version 2.9), and databases it wrote.

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "import/notes.h"

namespace lianxi {

/// The least grade of a card that is remembered.
inline constexpr std::int64_t kLearnt = 2;

/// What a row of `cards` says of a card's standing. Times are seconds since 1970.
struct MnemosyneStanding {
  std::int64_t grade = -1;  ///< -1: never asked
  double easiness = 2.5;
  std::int64_t retained = 0;  ///< repetitions since it was learnt, or learnt again
  std::int64_t last = -1, next = -1;
};

/// A row of `log` of a repetition: what stood after the answer.
struct MnemosyneAnswer {
  std::int64_t at = 0, grade = 0;
  std::int64_t next = 0;
  std::int64_t thought_s = 0;  ///< how long the learner took
};

class MnemosyneDays {
 public:
  static constexpr std::chrono::hours kRollover{3};

  /// The program was started, by what it wrote of itself: "Mnemosyne 2.9 posix linux TZ 8". In
  /// order of time; others say nothing of an offset, and count as if they were not there.
  void add_start(std::int64_t at, std::string_view version);

  /// The latest that is known; zero where none is.
  std::chrono::minutes offset() const;
  /// By the offset of that time. Nothing for a time at which no card was answered.
  std::optional<StudyDay> day_of(std::int64_t at) const;

  std::optional<PastReview> review(const MnemosyneAnswer& answer) const;
  /// Nothing of a card that was never asked. A forgotten one is due at once.
  std::optional<PastState> state(const MnemosyneStanding& standing,
                                 const std::vector<PastReview>& reviews) const;

 private:
  std::vector<std::pair<std::int64_t, std::chrono::minutes>> offsets_;  ///< from when on
};

}  // namespace lianxi
