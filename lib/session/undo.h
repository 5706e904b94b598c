#pragma once

// Undo and redo: events that name the act they take back. Nothing is deleted.

#include <optional>

#include "session/record.h"

namespace lianxi {

/// What `undo` takes back: acts of study (the default), an import, a setting.
enum class UndoWhat { act, import, setting };

/// Undoes this very act with all that its command wrote; false where it had been undone already.
bool undo_event(Db& db, const store::Stamp& stamp, const EventId& act);

/// Undoes this device's latest live act of that sort; returns the act, or nothing when there is
/// none. Runs in a transaction of its own.
std::optional<Event> undo_latest(Db& db, const store::Stamp& stamp, UndoWhat what = UndoWhat::act);

/// Undoes the latest live undo if no act came after it; returns the act that lives again.
std::optional<Event> redo_latest(Db& db, const store::Stamp& stamp);

/// How many cards or entries the command acted on that wrote this event of this device.
std::size_t acted_on(Db& db, const Event& event);

}  // namespace lianxi
