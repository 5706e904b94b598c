#pragma once

// What a row of Anki's `cards` and its rows of `revlog` say of a learner's work.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foreign/anki_days.h"
#include "import/notes.h"

namespace lianxi {

struct AnkiCardRow {
  std::int64_t id = 0, deck = 0, home_deck = 0;  ///< home: where a filtered deck has borrowed it
  std::int64_t ord = 0;                          ///< template, or gap - 1
  std::int64_t type = 0;                         ///< 0 new, 1 learning, 2 review, 3 relearning
  std::int64_t queue = 0;  ///< -1 suspended, -2 and -3 buried, 1 learning within a day, 3 over days
  /// Of new cards their place, of those that are learned today a second, else a day.
  std::int64_t due = 0, home_due = 0;
  std::int64_t interval = 0;  ///< days, or negative seconds
  std::int64_t factor = 0;    ///< ease in permille; 0 before the first
  std::int64_t flags = 0;
  std::string data;          ///< JSON; of FSRS `s` and `d`
  std::int64_t changed = 0;  ///< seconds since 1970
};

struct AnkiReviewRow {
  std::int64_t at_ms = 0;
  std::int64_t ease = 0;      ///< 1 to 4; 0 of what was no answer
  std::int64_t interval = 0;  ///< days, or negative seconds
  std::int64_t factor = 0;
  std::int64_t taken_ms = 0;
  std::int64_t type = 0;  ///< 0 learning, 1 review, 2 relearning, 3 filtered, 4 and 5 no answers
};

/// The answer a row tells of; nothing of a row that is none: set by hand, rescheduled, or asked in
/// a filtered deck that does not reschedule. Scheduler 1 had three buttons for cards in learning,
/// the third of them meant easy.
std::optional<PastReview> anki_review(const AnkiReviewRow& row, const AnkiDays& days);

/// Where Anki left a card; nothing of one that was never asked.
std::optional<PastState> anki_state(const AnkiCardRow& row, const std::vector<PastReview>& reviews,
                                    const AnkiDays& days);

/// Anki's name for the flag; empty without.
std::string_view anki_flag(std::int64_t flags);

}  // namespace lianxi
