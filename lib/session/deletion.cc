#include "session/deletion.h"

#include <algorithm>
#include <utility>

#include "session/entry_text.h"
#include "session/record.h"
#include "store/cards.h"
#include "store/entries.h"

namespace lianxi {
namespace {

/// Live deletes, by entry, in the order of the log.
std::vector<DeletedEntry> live_deletes(Db& db, const DeadEvents& dead) {
  std::vector<DeletedEntry> found;
  for (const Event& event : store::events_of_type(db, EventType::delete_)) {
    if (!event.subject || dead.contains(event.id, event.import)) continue;
    if (!store::was_imported(db, *event.subject)) continue;  // a card
    const auto same = std::find_if(found.begin(), found.end(), [&](const DeletedEntry& entry) {
      return entry.key == *event.subject;
    });
    if (same != found.end()) {
      same->deletes.push_back(event.id);
    } else {
      found.push_back({*event.subject, {event.id}, event.day, std::nullopt});
    }
  }
  return found;
}

void look_up(Db& db, DeletedEntry& deleted, const DeadEvents& dead) {
  auto folded = entry_without_deletes(db, deleted.key, dead);
  if (folded) deleted.entry = std::move(folded->entry);
}

}  // namespace

std::vector<DeletedEntry> deleted_entries(Db& db, const DeadEvents& dead) {
  std::vector<DeletedEntry> all = live_deletes(db, dead);
  for (DeletedEntry& deleted : all) look_up(db, deleted, dead);
  return all;
}

std::optional<DeletedEntry> find_deleted(Db& db, std::string_view headword,
                                         const DeadEvents& dead) {
  const Key key = entry_key(headword);
  for (DeletedEntry& deleted : deleted_entries(db, dead)) {
    const bool named = deleted.entry && deleted.entry->headword == headword;
    if (named || deleted.key == key) return std::move(deleted);
  }
  return std::nullopt;
}

std::optional<DeletedEntry> deleted_entry(Db& db, const Key& entry, const DeadEvents& dead) {
  for (DeletedEntry& deleted : live_deletes(db, dead)) {
    if (deleted.key != entry) continue;
    look_up(db, deleted, dead);
    return std::move(deleted);
  }
  return std::nullopt;
}

EntriesWithCards with_cards(Db& db, const std::vector<EntryId>& entries) {
  EntriesWithCards all;
  for (const EntryId id : entries) {
    all.headwords.push_back(store::entry_row(db, id).value().headword);
    for (const store::CardRow& card : store::cards_of(db, id)) {
      ++all.cards;
      all.reviews += card.state.reviews;
    }
  }
  return all;
}

void delete_entries(Db& db, const store::Stamp& stamp, const std::vector<EntryId>& entries) {
  std::vector<std::pair<Key, Act>> acts;
  for (const EntryId id : entries) {
    acts.emplace_back(store::key_of(db, static_cast<KeyId>(id)), DeleteAct{});
  }
  Transaction transaction(db);
  record_together(db, stamp, acts);
  transaction.commit();
}

void take_back(Db& db, const store::Stamp& stamp, const DeletedEntry& deleted) {
  Transaction transaction(db);
  std::vector<Event> deletes;
  for (const EventId& id : deleted.deletes) deletes.push_back(store::find_event(db, id).value());
  record_undos(db, stamp, deletes);
  transaction.commit();
}

}  // namespace lianxi
