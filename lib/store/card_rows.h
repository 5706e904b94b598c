#pragma once

// Cards and what they belong to for those who count all of them: as little of each as is counted.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/time.h"
#include "cards/card.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// The kind in a column. Throws Error (collection) for a number that is none.
CardKind read_kind(const Statement& row, int column);

/// A card.
struct CardFigures {
  CardId id{};
  EntryId entry{};
  CardKind kind{};
  bool open = false, suspended = false;
  bool counts = true;  ///< neither retired nor deleted
  std::int64_t interval = 0;
  std::int32_t ef100 = 250;
  std::optional<StudyDay> due;  ///< when it can be asked: not while it is buried
};
/// Every card, those that are retired or deleted too.
void for_each_card_figures(Db& db, const std::function<void(const CardFigures&)>& visit);

/// Entries by deck, and by level of a list ('' where the source names none).
void for_each_membership(Db& db, const std::function<void(EntryId, DeckId)>& deck,
                         const std::function<void(EntryId, const std::string&, int)>& level);

}  // namespace lianxi::store
