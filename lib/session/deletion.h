#pragma once

// Entries that the learner has removed on purpose. A delete is an event: while one of an entry
// lives, the entry and its cards are gone, whatever is imported or edited, on this device or
// another; taking it back brings everything as it would stand without it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entry/entry.h"
#include "schedule/fold.h"
#include "store/log.h"

namespace lianxi {

/// An entry of which a delete lives.
struct DeletedEntry {
  Key key;
  std::vector<EventId> deletes;  ///< those that live, in the order of the log
  StudyDay day{};                ///< of the first of them
  std::optional<Entry> entry;    ///< as it would stand; nothing where no import of it lives either
};

/// All of them.
std::vector<DeletedEntry> deleted_entries(Db& db, const DeadEvents& dead);
/// The deleted entry of this headword, as it now is or was first.
std::optional<DeletedEntry> find_deleted(Db& db, std::string_view headword, const DeadEvents& dead);
/// The deleted entry of this key.
std::optional<DeletedEntry> deleted_entry(Db& db, const Key& entry, const DeadEvents& dead);

/// Entries with what goes, or comes back, with them.
struct EntriesWithCards {
  std::vector<std::string> headwords;
  std::int64_t cards = 0;
  std::int64_t reviews = 0;  ///< of these cards, since their last reset
};
/// Of entries that stand.
EntriesWithCards with_cards(Db& db, const std::vector<EntryId>& entries);

/// Deletes these entries as one act.
void delete_entries(Db& db, const store::Stamp& stamp, const std::vector<EntryId>& entries);
/// Takes back every delete of the entry.
void take_back(Db& db, const store::Stamp& stamp, const DeletedEntry& deleted);

}  // namespace lianxi
