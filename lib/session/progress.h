#pragma once

// Progress as reports show it: the log read once, and what is coming.

#include <string>
#include <vector>

#include "export/table.h"
#include "sqlite/db.h"
#include "stats/stats.h"
#include "store/cards.h"

namespace lianxi {

struct Progress {
  StudyDay today{};
  StatsCounter counter;
  std::vector<int> due_next;  ///< cards due today (and before), tomorrow, ... 30 days
  std::int64_t cards = 0, seen = 0, stable = 0;  ///< stable: interval of 21 days or more
};
Progress measure_progress(Db& db, StudyDay today);

/// Progress as tables: today, days, kinds, due.
std::vector<Table> progress_tables(const Progress& progress);

/// Every surviving review, ascending by time. The first five columns are those that programs for
/// spaced repetition exchange: card_id, review_time (ms since 1970 UTC), review_rating (1-4),
/// review_state (before the answer: 0 new, 1 again on its first day, 2 in review, 3 again on a
/// later day), review_duration (ms).
Table review_table(Db& db);
/// So many of its columns are the exchange format.
inline constexpr std::size_t kExchangedColumns = 5;

}  // namespace lianxi
