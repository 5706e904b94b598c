#include "session/card_plan.h"

#include <algorithm>

#include "cards/pools.h"
#include "session/entry_text.h"
#include "store/entries.h"

namespace lianxi {

CardSet card_plans(Db& db, const Entry& entry) {
  return generate_cards(entry, store::CollectionLexicon(db), entry_key(entry.headword), {},
                        CardChoice::all());
}

CardPlan* find_plan(CardSet& set, const Card& card) {
  const auto plan = std::find_if(set.cards.begin(), set.cards.end(), [&](const CardPlan& made) {
    // A renamed entry's cards keep their keys; what they are now is kind and target.
    return made.card.kind == card.kind && made.card.target == card.target;
  });
  return plan == set.cards.end() ? nullptr : &*plan;
}

void mix_words(Db& db, const Entry& entry, CardPlan& plan) {
  for (const store::EntryRow& row : store::find_entries(db, plan.card.target)) {
    if (row.headword != plan.card.target) continue;
    const Entry other = parse_entry(row.text);
    for (const Contrast& contrast : other.contrasts) {
      if (contrast.word != entry.headword) continue;
      for (PoolSentence& pooled : contrast_pool(other, contrast, store::CollectionLexicon(db))) {
        const bool known =
            std::any_of(plan.pool.begin(), plan.pool.end(),
                        [&](const PoolSentence& mine) { return mine.key == pooled.key; });
        if (!known) plan.pool.push_back(std::move(pooled));
      }
    }
  }
}

}  // namespace lianxi
