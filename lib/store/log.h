#pragma once

// The log: events in, events out. Append-only; nothing here changes or deletes a row.

#include <functional>
#include <optional>
#include <vector>

#include "grade/grade.h"
#include "schedule/event.h"
#include "schedule/fold.h"
#include "sqlite/db.h"
#include "store/device.h"

namespace lianxi::store {

/// The local row of a stable key, made where there is none yet.
KeyId intern(Db& db, const Key& key);
/// The local row of a stable key, if it has one.
std::optional<KeyId> find_key(Db& db, const Key& key);
/// The stable key of a local row.
Key key_of(Db& db, KeyId id);

/// When and where an act is written.
struct Stamp {
  Moment at;
  std::chrono::hours rollover{4};
};

/// Appends one act of this device. `attempts` belong to a review, `with` to one act of several (see
/// Event). Must run in a transaction. Returns the event as written.
Event append(Db& db, const Stamp& stamp, const std::optional<Key>& subject, Act act,
             const std::vector<Attempt>& attempts = {}, std::int64_t with = 0);

/// Calls `visit` for every event, in canonical order.
void for_each_event(Db& db, const std::function<void(const Event&)>& visit);
/// All events about one card or entry, in canonical order.
std::vector<Event> events_of(Db& db, const Key& subject);
/// One event, if it has arrived.
std::optional<Event> find_event(Db& db, const EventId& id);
/// Whether the log has it.
bool has_event(Db& db, const EventId& id);
/// All events of one type, in canonical order; of any type but reviews, which may be millions.
std::vector<Event> events_of_type(Db& db, EventType type);
/// The events of this device, newest first, until `visit` returns false.
void for_each_own_event_backwards(Db& db, const std::function<bool(const Event&)>& visit);

/// The attempts of a review, in order.
std::vector<Attempt> attempts_of(Db& db, const EventId& review);

/// All undos and restores, for those who ask what one more would do.
std::vector<Killer> killers(Db& db);
/// Which events undo and restore have killed.
DeadEvents dead_events(Db& db);
/// The same for events about one subject, at a cost that does not grow with the log: an undo is
/// about what its target is about. Only where an import or a restore may have its say is all read.
DeadEvents dead_events_about(Db& db, const Key& subject);

}  // namespace lianxi::store
