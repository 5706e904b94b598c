#include "cards/generate.h"

#include <algorithm>

#include "cards/pools.h"
#include "cards/word_cards.h"
#include "entry/plain.h"
#include "text/pinyin.h"

namespace lianxi {
namespace {

/// `first`: the target as it was called when its key was given.
CardPlan plan(const Key& entry, CardKind kind, std::string target, std::string_view first) {
  CardPlan made;
  made.card = {card_key(entry, kind, first), kind, std::move(target)};
  return made;
}

/// Cards that ask for the word or a reading of it, of each kind the learner has.
void add_word_cards(const Entry& entry, const Key& key, const FirstNames& names,
                    const CardChoice& choice, CardSet& set) {
  std::vector<std::string> targets;
  for (const Reading& reading : entry.readings) {
    // Joined or spaced, a reading is the same card.
    const auto syllables = parse_pinyin(reading.pinyin);
    targets.push_back(syllables ? to_marks(*syllables) : reading.pinyin);
  }
  for (const KindInfo& info : kCardKinds) {
    if (!choice.has(info.kind)) continue;
    if (info.target == Target::word && yields(info.kind, entry, 0)) {
      set.cards.push_back(
          plan(key, info.kind, entry.headword, names.form(entry.headword, entry.headword)));
    }
    if (info.target != Target::reading) continue;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (!yields(info.kind, entry, i)) continue;
      set.cards.push_back(plan(key, info.kind, targets[i], names.reading(targets[i])));
      set.cards.back().reading = i;
    }
  }
}

}  // namespace

CardSet generate_cards(const Entry& entry, const Lexicon& lexicon) {
  return generate_cards(entry, lexicon, entry_key(entry.headword), {}, {});
}

CardSet generate_cards(const Entry& entry, const Lexicon& lexicon, const Key& key,
                       const FirstNames& names, const CardChoice& choice) {
  CardSet set;
  if (is_plain(entry)) {
    set.cards.push_back(plan(key, CardKind::plain, "", ""));
    return set;
  }
  add_word_cards(entry, key, names, choice, set);
  Pools pools = make_pools(entry, lexicon);
  for (FormPool& pool : pools.forms) {
    set.cards.push_back(
        plan(key, CardKind::cloze, pool.form.text, names.form(pool.form.text, entry.headword)));
    set.cards.back().form = std::move(pool.form);
    set.cards.back().pool = std::move(pool.sentences);
  }
  std::optional<ContrastPools> contrasts;
  if (!entry.contrasts.empty()) contrasts.emplace(entry, lexicon);
  for (const Contrast& contrast : entry.contrasts) {
    if (contrast.word.empty() || contrast.word == entry.headword) continue;
    std::vector<PoolSentence> pool = contrasts->of(contrast);
    if (pool.empty()) continue;
    set.cards.push_back(plan(key, CardKind::contrast, contrast.word, contrast.word));
    set.cards.back().pool = std::move(pool);
  }
  // Introduced by kind: what a word means and how it sounds before where it stands.
  std::stable_sort(set.cards.begin(), set.cards.end(),
                   [](const CardPlan& a, const CardPlan& b) { return a.card.kind < b.card.kind; });
  set.kept = pools.kept;
  set.merged = pools.merged;
  set.refused = std::move(pools.refused);
  return set;
}

}  // namespace lianxi
