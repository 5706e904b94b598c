#pragma once

// The words and cards that a query chooses.

#include <vector>

#include "store/cards.h"
#include "store/entries.h"
#include "store/query.h"

namespace lianxi::store {

/// An entry that was chosen, and how its cards stand (all of them, chosen or not).
struct ChosenEntry {
  EntryRow row;
  int cards = 0;
  int open = 0;   ///< that may be asked, answered ones included
  int due = 0;    ///< on this day or before, not hidden
  int fresh = 0;  ///< open, never answered, not hidden
};
/// Entries of which the query is true; where it asks about cards, those with at least one such
/// card. A headword that was looked for comes first, then a reading that was, else they stand in
/// order of introduction.
std::vector<ChosenEntry> choose_entries(Db& db, const Query& query, StudyDay today);

enum class Retired : std::uint8_t { left_out, included };
/// Cards of which the query is true, in order of introduction, deleted ones left out.
std::vector<CardRow> choose_cards(Db& db, const Query& query, StudyDay today,
                                  Retired retired = Retired::left_out);
/// Whether this card is one of them; retired ones are none.
bool is_chosen(Db& db, const Query& query, StudyDay today, CardId card);

}  // namespace lianxi::store
