#pragma once

// What cards have asked in the past, by their entries as they stand now: a reading that was
// corrected since is the one that counts. Retired cards and deleted entries have their questions
// too, as far as the entry still tells them.

#include <optional>

#include "cards/generate.h"
#include "grade/grade.h"
#include "schedule/fold.h"
#include "sqlite/db.h"

namespace lianxi {

/// Keeps the entry asked for last: ask entry by entry.
class PastQuestions {
 public:
  /// `db` and `dead` must outlive it.
  PastQuestions(Db& db, const DeadEvents& dead) : db_(db), dead_(dead) {}

  /// What was right for a card of `entry` where it showed this sentence; nothing where that is no
  /// longer known. Without rivals and other words: the verdict in the log tells those.
  std::optional<Wanted> wanted(EntryId entry, CardId card, std::optional<KeyId> sentence);

 private:
  void read(EntryId entry);

  Db& db_;
  const DeadEvents& dead_;
  std::optional<EntryId> read_;
  std::optional<Entry> entry_;  ///< nothing where no import of it lives
  CardSet set_;
};

}  // namespace lianxi
