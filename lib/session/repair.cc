#include "session/repair.h"

#include "session/record.h"
#include "store/device.h"
#include "store/entries.h"
#include "store/exchange.h"
#include "store/tally.h"

namespace lianxi {
namespace {

/// Entries that no import gives. Their cards are retired below.
void remove_stray_entries(Db& db) {
  Statement query(db, "select id from entry where id not in (select entry from imported_entry)");
  std::vector<EntryId> stray;
  for (query.bind(); query.step();) stray.push_back(query.get<EntryId>(0));
  for (const EntryId id : stray) store::remove_entry(db, id);
}

/// Cards are told by their keys; whatever else stands in the row is made again.
void forget_cards(Db& db) {
  db.run(R"sql(
    update card set retired = 1, open = 0, begun = 0;
    delete from card where id not in (select subject from event where subject is not null);
  )sql");
}

}  // namespace

void repair_caches(Db& db) {
  db.run("delete from setting; delete from review_block");
  remove_stray_entries(db);
  forget_cards(db);
  refold_all(db);
  store::tally_again(db);
}

void complete_imports(Db& db) {
  db.run(R"sql(
    insert or ignore into imported_deck
      (event, deck, title, author, licence, source, language, description)
    select distinct text.event, deck.id, deck.title, deck.author, deck.licence, deck.source,
                    deck.language, deck.description
    from imported_entry as text join deck on deck.id = text.deck
  )sql");
}

void repair(Db& db, std::uint64_t seed) {
  Transaction transaction(db);
  complete_imports(db);
  // What others have of events that are lost here is read again.
  db.run("delete from read_segment");
  repair_caches(db);
  const auto version = store::version_of(db);
  const auto own = version.find(store::this_device(db));
  if ((own == version.end() ? 0 : own->second) != store::latest_seq(db)) {
    store::become_new_device(db, seed);
  }
  transaction.commit();
}

}  // namespace lianxi
