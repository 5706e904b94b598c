#pragma once

// Making the caches again from the log, whatever they hold. The log itself is only read.

#include "sqlite/db.h"

namespace lianxi {

/// Settings, entries, cards and all that follows from them are folded again; what no event gives
/// goes, but a card that has been answered stays as retired. Callers hold the Transaction.
void repair_caches(Db& db);

}  // namespace lianxi
