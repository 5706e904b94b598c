#pragma once

// The fold of every card at once, from one pass through the log. Its rows nearly always stand in
// the canonical order; a card whose events do not, because other devices have brought theirs later,
// is folded again from its own events. Memory grows with the cards, not with the log.

#include <cstdint>
#include <deque>

#include "base/row_map.h"
#include "schedule/fold.h"
#include "sqlite/db.h"
#include "store/log.h"

namespace lianxi {

class LogFold {
 public:
  /// Both must outlive it.
  LogFold(const DeadEvents& dead, const Scheduler& scheduler)
      : dead_(&dead), scheduler_(&scheduler) {}

  /// The next event of the log, dead or not, about the subject in this row.
  void add(KeyId subject, const Event& event);
  /// The state of a card when all events have been added.
  CardState state(Db& db, KeyId row, const Key& card);

 private:
  struct Subject {
    CardState state;
    HybridTime clock;  ///< of its latest event, with its id
    EventId latest;
    bool late = false;  ///< an event came after later ones
  };

  Subject& subject_in(KeyId row);

  const DeadEvents* dead_;
  const Scheduler* scheduler_;
  RowMap<std::uint32_t> numbers_;  ///< of subjects, one more than their place; 0 of one not seen
  std::deque<Subject> subjects_;
};

/// All of the log.
LogFold fold_log(Db& db, const DeadEvents& dead, const Scheduler& scheduler);

}  // namespace lianxi
