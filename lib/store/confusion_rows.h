#pragma once

// What was typed in the place of the word wanted, as the log has it.

#include <functional>
#include <optional>
#include <string>

#include "base/rating.h"
#include "base/time.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// An attempt at something else than the word wanted: rival, other_word or wrong.
struct MistypedRow {
  EventId review;
  std::optional<EventId> import;
  CardId card{};
  StudyDay day{};
  HybridTime clock;
  std::optional<Key> sentence;  ///< the one shown
  std::string typed;
  Verdict verdict{};
};
/// Calls `visit` for each, those of one card together and of one review in their order; of the
/// study days [since, until] where these are given. One scan of the attempts.
void for_each_mistyped(Db& db, std::optional<StudyDay> since, std::optional<StudyDay> until,
                       const std::function<void(const MistypedRow&)>& visit);

/// An answer to a card.
struct AnswerRow {
  EventId review;
  std::optional<EventId> import;
  StudyDay day{};
  Rating rating{};
};
/// Calls `visit` for each answer to the card of the study days (after, until].
void for_each_answer_after(Db& db, const Key& card, StudyDay after, std::optional<StudyDay> until,
                           const std::function<void(const AnswerRow&)>& visit);

}  // namespace lianxi::store
