#include "store/card_rows.h"

#include <iterator>

namespace lianxi::store {

CardKind read_kind(const Statement& row, int column) {
  const auto kind = row.get<std::int64_t>(column);
  if (kind >= 1 && kind < std::ssize(kCardKindNames)) return static_cast<CardKind>(kind);
  throw Error(ErrorKind::collection, "the collection is damaged: a card of no known kind",
              "lianxi check says more, lianxi check --repair mends what can be mended");
}

void for_each_card_figures(Db& db, const std::function<void(const CardFigures&)>& visit) {
  Statement query(db, R"sql(
    select id, entry, kind, open, suspended, retired = 0 and deleted = 0, interval_days, ef100,
           max(due_day, coalesce(buried_until_day, due_day)) from card)sql");
  for (query.bind(); query.step();) {
    visit({query.get<CardId>(0), query.get<EntryId>(1), read_kind(query, 2), query.get<bool>(3),
           query.get<bool>(4), query.get<bool>(5), query.get<std::int64_t>(6),
           query.get<std::int32_t>(7), query.get<std::optional<StudyDay>>(8)});
  }
}

void for_each_membership(Db& db, const std::function<void(EntryId, DeckId)>& deck,
                         const std::function<void(EntryId, const std::string&, int)>& level) {
  Statement decks(db, "select entry, deck from entry_deck");
  for (decks.bind(); decks.step();) deck(decks.get<EntryId>(0), decks.get<DeckId>(1));
  Statement levels(db, "select entry, list, level from entry_level");
  for (levels.bind(); levels.step();) {
    level(levels.get<EntryId>(0), levels.get<std::string>(1), levels.get<int>(2));
  }
}

}  // namespace lianxi::store
