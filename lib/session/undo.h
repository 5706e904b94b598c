#pragma once

// Undo and redo: events that name the act they take back. Nothing is deleted.
//
// What one command undoes it writes as one act of several (`with`, see Event), and redo undoes
// such an act of undos as a whole. So a session that is undone at once comes back at once.

#include <map>
#include <optional>

#include "session/record.h"

namespace lianxi {

/// What `undo` takes back: acts of study (the default), an import, a setting.
enum class UndoWhat { act, import, setting };

/// Acts of the learner that were taken back, or live again, at once.
struct Acts {
  Event latest, first;               ///< one event of each
  std::map<EventType, int> by_type;  ///< an act of several events counts once
};

/// Whether a pause parts two neighbouring events of a device: half an hour or more between them by
/// the wall clock. A clock that was set back so far is a pause too, since nobody knows how long it
/// was; undoing less is the safer error.
bool is_pause(const Event& later, const Event& earlier);

/// Undoes this very act with all that its command wrote; false where it had been undone already.
bool undo_event(Db& db, const store::Stamp& stamp, const EventId& act);

/// Undoes this device's latest live act of that sort; returns it, or nothing when there is none.
/// Runs in a transaction of its own.
std::optional<Acts> undo_latest(Db& db, const store::Stamp& stamp, UndoWhat what = UndoWhat::act);

/// Undoes, as one act, every live act of study of this device in the session of its latest one:
/// back to where a pause parts two of the device's events, whatever they are. A restore among them
/// is undone too, and so are acts of the session that come back by that. What the session itself
/// has undone of earlier ones stays undone.
std::optional<Acts> undo_session(Db& db, const store::Stamp& stamp);

/// Undoes the latest live act of undoing if no other act came after it; returns what lives again.
std::optional<Acts> redo_latest(Db& db, const store::Stamp& stamp);

/// How many cards or entries the command acted on that wrote this event of this device.
std::size_t acted_on(Db& db, const Event& event);

}  // namespace lianxi
