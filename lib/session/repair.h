#pragma once

// Making the caches again from the log, whatever they hold. The log itself is only read.

#include <cstdint>

#include "sqlite/db.h"

namespace lianxi {

/// Settings, entries, cards and all that follows from them are folded again; what no event gives
/// goes, but a card that has been answered stays as retired. Callers hold the Transaction.
void repair_caches(Db& db);

/// Imports say of each of their decks what it is; where that is lost, what the collection says.
void complete_imports(Db& db);

/// All of it in a Transaction of its own. A device that lacks events of its own goes on as a new
/// one, so that nobody waits for them; `seed`: 64 random bits for its id.
void repair(Db& db, std::uint64_t seed);

}  // namespace lianxi
