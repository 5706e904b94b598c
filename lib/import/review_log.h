#pragma once

// The exchange format of the spaced-repetition world: a table of answers, one a row, with a header.
//
//   card_id,review_time,review_rating,review_state,review_duration
//
// The columns may stand in another order; the last two may be missing. Times are milliseconds since
// 1970 in UTC, or ISO 8601 with an offset.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/rating.h"

namespace lianxi {

/// One answer as the table has it.
struct LoggedReview {
  std::string card;
  std::int64_t at_ms = 0;                      ///< UTC
  std::optional<std::chrono::minutes> offset;  ///< of a time that says its own
  Rating rating = Rating::good;
  std::chrono::milliseconds taken{0};
  int line = 0;
};

struct ReviewLog {
  std::vector<LoggedReview> reviews;  ///< ascending by time
  std::int64_t repeated = 0;          ///< rows that say the same as one before them
  Diagnostics diagnostics;            ///< rows that are no answers
};

/// Whether a text that begins so is a table of answers.
bool is_review_log(std::string_view beginning);

/// Reads a text for which is_review_log() holds; `file` is named in complaints.
ReviewLog read_review_log(std::string_view text, const std::string& file);

}  // namespace lianxi
