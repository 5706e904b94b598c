#pragma once

// What was answered in another program, as events of this log. An event is made from the source
// alone: its device stands for the source, its seq is a hash of card and time, its clock is the
// time. So a file that is imported twice, or on two computers, counts each answer once, and a later
// export of the same source adds what is new in it. Each history ends in a set_state, by which the
// card goes on from where the other program left it.
//
// What this collection has exported may come back, as it was or grown. An answer of the same card
// at the same time is then the same answer and is not counted again; a card whose answers are all
// known so, or of which the log already says the same, brings nothing.

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "import/note_entries.h"
#include "store/log.h"

namespace lianxi {

struct HistoryReport {
  std::int64_t cards = 0;          ///< with something to tell
  std::int64_t reviews_new = 0;    ///< answers that the log did not have
  std::int64_t reviews_known = 0;  ///< that it had already
  std::int64_t others_new = 0;     ///< states, suspensions, flags
  Diagnostics diagnostics;         ///< answers that no log can hold
};

/// The event that stands for all histories of a source: undoing it takes every one of them back.
EventId history_of(const NoteSource& source);

/// Leaves out answers later than two days after `now`: the clock that gave them was wrong.
void leave_out_future(std::vector<CardHistory>& cards, const Moment& now, Diagnostics& diagnostics);

/// Whether the log lacks any of it, or has it undone.
bool is_news(Db& db, const NoteSource& source, const std::vector<CardHistory>& cards);

/// Writes what the log does not have yet, and folds the cards. The cards exist (or their events
/// wait for them). A history that was undone lives again. Callers hold the Transaction.
HistoryReport add_history(Db& db, const store::Stamp& stamp, const NoteSource& source,
                          const std::vector<CardHistory>& cards, const OnProgress& progress = {});

}  // namespace lianxi
