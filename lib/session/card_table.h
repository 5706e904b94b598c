#pragma once

// The cards of a collection as a table for other programs.

#include <optional>

#include "base/ids.h"
#include "export/table.h"
#include "sqlite/db.h"

namespace lianxi {

/// "cards": a row for each card that its entry yields, by the key of the card: card, word, kind,
/// target, state (a name of Maturity), introduced, last, due (days; empty before the first answer),
/// interval_days, ease, answers, lapses, flag.
Table card_table(Db& db, std::optional<DeckId> deck);

}  // namespace lianxi
