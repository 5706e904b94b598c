#pragma once

// A table of answers (import/review_log.h) comes into the log: each answer of a card that the
// collection has, once, however often the table is imported.

#include <string>

#include "import/review_log.h"
#include "session/history.h"

namespace lianxi {

struct ReviewsReport {
  HistoryReport history;
  std::int64_t repeated = 0;     ///< rows that the table has twice
  std::int64_t others = 0;       ///< rows of cards that the collection does not have
  std::int64_t other_cards = 0;  ///< these cards
  std::string other_card;        ///< the first of them, as the table names it
  Diagnostics diagnostics;       ///< rows that are no answers
};

/// Takes the answers in, in a transaction of its own. A card_id is a card's key in 32 hex digits,
/// as `export reviews` writes it. `file`: for the log.
ReviewsReport import_reviews(Db& db, const store::Stamp& stamp, ReviewLog log,
                             const std::string& file, bool dry_run);

}  // namespace lianxi
