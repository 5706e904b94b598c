#pragma once

// Records out of a collection and into one. The log only grows here, too; where one id has come
// with two contents, the one that counts everywhere takes its place and the other is kept beside.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sqlite/db.h"
#include "store/event_record.h"
#include "store/log_rows.h"

namespace lianxi::store {

/// Calls `visit` for every event with all that belongs to it, by device and seq.
void for_each_record(Db& db, const std::function<void(EventRecord)>& visit);
/// The events of one device from a seq on, in order; until `visit` returns false.
void for_each_record_of(Db& db, DeviceId device, std::int64_t from_seq,
                        const std::function<bool(EventRecord)>& visit);
/// Reads what an import brought, the event of this row, into its record; nothing of other events.
void read_imported(Db& db, std::int64_t row, EventRecord& record);
/// One event with all that belongs to it, if it has arrived.
std::optional<EventRecord> find_record(Db& db, const EventId& id);

/// Writes records that the log does not have yet, within one transaction.
class RecordInserter {
 public:
  explicit RecordInserter(Db& db) : db_(db), events_(db) {}
  void insert(const EventRecord& record);

 private:
  Db& db_;
  EventInserter events_;
};
/// Takes an event out of the log that must not stand there, with all that belongs to it.
void remove_record(Db& db, const EventId& id);
/// Writes it in the place of what the log has under its id.
void replace_record(Db& db, const EventRecord& record);
/// Keeps a content that does not count; false where it is kept already.
bool save_displaced(Db& db, const EventRecord& record);
std::int64_t displaced_count(Db& db);
/// Notes an event that shared folders may hold with another content; takes the list out.
void publish_again(Db& db, const EventId& id);
std::vector<EventId> take_publish_again(Db& db);

/// Keeps a record until its clock is no longer ahead; false where it is kept already.
bool hold_back(Db& db, const EventRecord& record);
/// Takes out what is held back with a clock of at most `until_ms`, one after the other.
void take_held_back(Db& db, std::int64_t until_ms,
                    const std::function<void(const EventRecord&)>& visit);
/// How many events are held back, and the earliest time one of them waits for.
struct HeldBack {
  std::int64_t events = 0;
  std::int64_t first_clock_ms = 0;
};
HeldBack held_back(Db& db);

/// The highest seq of each device up to which nothing is missing. Devices of imported histories,
/// whose events carry an import, are left out: theirs is a set, not a sequence.
VersionVector version_of(Db& db);
/// The latest event of each device, whether those before it are here or not; the same devices.
VersionVector latest_events(Db& db);

/// Devices that only stand for an imported history.
std::vector<DeviceId> histories(Db& db);
/// How many events of a device are here.
std::int64_t event_count(Db& db, DeviceId device);

/// The cards and entries that an import's own events are about.
std::vector<Key> subjects_of_import(Db& db, const EventId& import);

}  // namespace lianxi::store
