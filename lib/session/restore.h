#pragma once

// Back to a moment: one event that says which events were there then and which are known now.
// While it lives, everything between is dead, settings, imports and edits too, on every device that
// it reaches; `undo` takes it back as any other act. Nothing is deleted.
//
// Moments are those of the hybrid clock, so that what was written in one order is cut in that
// order. Devices that only stand for an imported history are left out: their events have no gaps to
// count, and live and die with their import.

#include <map>
#include <optional>

#include "session/record.h"

namespace lianxi {

/// What a restore would do. Undos are not counted: they show in what comes back.
struct RestorePlan {
  RestoreAct act;
  std::map<EventType, int> going;        ///< acts that live now and would be dead
  std::optional<Event> first, last;      ///< of their events
  std::map<EventType, int> coming_back;  ///< acts that are dead now and would live
};

/// The restore to this moment as the collection stands.
RestorePlan plan_restore(Db& db, Moment to);

/// Writes it. Runs in a transaction of its own.
void restore(Db& db, const store::Stamp& stamp, const RestoreAct& act);

}  // namespace lianxi
