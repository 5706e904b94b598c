#pragma once

// The log's answers as a table for other programs.

#include <cstddef>

#include "export/table.h"
#include "sqlite/db.h"

namespace lianxi {

/// Every surviving review, ascending by time. The first five columns are those that programs for
/// spaced repetition exchange: card_id, review_time (ms since 1970 UTC), review_rating (1-4),
/// review_state (before the answer: 0 new, 1 again on its first day, 2 in review, 3 again on a
/// later day), review_duration (ms).
Table review_table(Db& db);
/// So many of its columns are the exchange format.
inline constexpr std::size_t kExchangedColumns = 5;

}  // namespace lianxi
