#pragma once

// The plan of a card among those that its entry yields in this collection.

#include "cards/generate.h"
#include "sqlite/db.h"

namespace lianxi {

/// The plans of all cards of an entry, of every kind that a learner may have chosen.
CardSet card_plans(Db& db, const Entry& entry);

/// The plan of this card; null where the entry no longer yields it.
CardPlan* find_plan(CardSet& set, const Card& card);

/// Adds to a contrast the sentences that the other word's entry has for the two.
void mix_words(Db& db, const Entry& entry, CardPlan& plan);

}  // namespace lianxi
