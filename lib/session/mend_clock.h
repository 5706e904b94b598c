#pragma once

// The way out of a hybrid clock that stands in the future, because the machine's clock was wrong
// once or --now was forced. Every later event would have to sort after it, and so would stand in
// the future too, for good.
//
// The events of this device that stand there are written again as the newest of now, in their
// order, under a new device: with seqs from 1, and the clock, wall clock and study day of now. What
// names them (undos, `with`, the previous of reviews, imports, restores) follows, and days that
// they name (bury, set_due) move by as much. The device writes on as the new one.
//
// Events of other devices that stand there came in, or were let in, while the clock was wrong. They
// are held back again, as `merge` would have done.
//
// The log never changes, and this does not break that: an event so far ahead has not counted
// anywhere else, for other devices hold such events back until their time. That their time then
// does not bring them a second time is seen to by a restore, the first event of the new device: it
// kills what the old one wrote in the future, wherever that arrives. `undo` leaves it alone: unlike
// the learner's own restores it does not know its own device.

#include <cstdint>
#include <optional>

#include "session/record.h"

namespace lianxi {

/// The events of the log that stand in the future: further ahead of now than kLargestLead.
struct FutureEvents {
  std::int64_t own = 0, others = 0;
  std::optional<Moment> first;  ///< the earliest of their clocks, in UTC
};
FutureEvents future_events(Db& db, Moment now);

/// Brings those of this device back, and holds those of others back until their time. Runs in a
/// transaction of its own. `seed`: 64 random bits for the new device.
void mend_clock(Db& db, Moment now, std::uint64_t seed);

}  // namespace lianxi
