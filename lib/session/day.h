#pragma once

// The day's queue of a collection: what `review` asks and `due` counts.

#include <map>
#include <optional>
#include <vector>

#include "schedule/queue.h"
#include "store/cards.h"
#include "store/settings.h"

namespace lianxi {

/// Limits that a command sets over those of the collection.
struct DayLimits {
  std::optional<int> new_cards;
  Days ahead{0};  ///< cards due within so many days after today too
};

/// The queue of `today` for a selection: what is still to do, given what has been done.
std::vector<QueueItem> days_queue(Db& db, const store::Settings& settings, StudyDay today,
                                  const store::Selection& selection, const DayLimits& limits = {});

/// Whether more waits today than a day can hold, and how much; for `review` and reports to say
/// once.
Backlog backlog_today(Db& db, const store::Settings& settings, StudyDay today,
                      const store::Selection& selection = {});

/// Where the learner stands on a day.
struct DayCounts {
  int due = 0;      ///< reviews waiting, overdue ones included
  int overdue = 0;  ///< of these, due on an earlier day
  int fresh = 0;    ///< new cards that today's limit still lets in
  int drills = 0;   ///< answered today and coming round again
  int done = 0;     ///< cards answered today
  Backlog backlog;  ///< whether more waits than a day can hold
};
DayCounts count_day(Db& db, const store::Settings& settings, StudyDay today,
                    const store::Selection& selection = {});
/// The same, and deck by deck. A word of two decks counts in both.
struct DayReport {
  DayCounts total;
  std::map<DeckId, DayCounts> by_deck;
};
DayReport report_day(Db& db, const store::Settings& settings, StudyDay today,
                     const store::Selection& selection = {});

}  // namespace lianxi
