#pragma once

// What was typed, review by review: for reports on how answers go wrong.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "grade/grade.h"
#include "schedule/fold.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// Which reviews; all of them where nothing is said.
struct TypedFilter {
  std::optional<StudyDay> since, until;  ///< both included
  std::optional<DeckId> deck;            ///< of cards whose entry stands in this deck
};

/// A review with what was typed.
struct TypedReview {
  std::int64_t event = 0;  ///< its local row: those written or merged later have higher ones
  CardId card{};
  EntryId entry{};  ///< it may be deleted, and the card retired
  StudyDay day{};
  std::optional<KeyId> sentence;
  bool first_sight = false;
  Rating rating{};
  std::vector<Attempt> attempts;  ///< in order, at least one
};

/// Calls `visit` for every surviving review that has attempts, of cards that the collection knows,
/// in the order of their rows. Holds one of them at a time.
void for_each_typed_review(Db& db, const DeadEvents& dead, const TypedFilter& filter,
                           const std::function<void(const TypedReview&)>& visit);

}  // namespace lianxi::store
