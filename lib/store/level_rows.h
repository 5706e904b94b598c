#pragma once

// What a report on levels reads of a collection: how every card stands and how every word is
// written, without their texts, and the levels that entries name.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "cards/card.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// How a card stands.
struct CardStanding {
  EntryId entry{};
  CardKind kind{};
  std::optional<StudyDay> last;  ///< day of the latest answer
  std::int64_t interval = 0;     ///< days
};
/// Every card that is neither retired nor deleted, in no order.
void for_each_standing(Db& db, const std::function<void(const CardStanding&)>& visit);

struct Headword {
  EntryId entry{};
  std::string word;
};
/// In order of introduction.
std::vector<Headword> headwords(Db& db);

/// A level that an entry names.
struct NamedLevel {
  std::string list;  ///< empty where the source names none
  int level = 0;
  std::string word;
};
/// By list and level, in order of introduction within.
std::vector<NamedLevel> named_levels(Db& db);

}  // namespace lianxi::store
