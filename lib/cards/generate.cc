#include "cards/generate.h"

#include <algorithm>

#include "cards/measures.h"
#include "cards/pools.h"
#include "entry/plain.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Words whose gloss does not lead back to them: no recall card (就, 从).
bool is_function_word(const Entry& entry, const Reading& reading) {
  for (const std::string& part : parts_of_speech(reading.part_of_speech)) {
    for (const std::string_view function :
         {"particle", "preposition", "coverb", "conjunction", "auxiliary"}) {
      if (part.find(function) != std::string::npos) return true;
    }
    if (part == "adverb" && length_utf8(entry.headword) == 1) return true;
  }
  return false;
}

/// `first`: the target as it was called when its key was given.
CardPlan plan(const Key& entry, CardKind kind, std::string target, std::string_view first) {
  CardPlan made;
  made.card = {card_key(entry, kind, first), kind, std::move(target)};
  return made;
}

void add_reading_cards(const Entry& entry, const Key& key, const FirstNames& names,
                       std::size_t index, CardSet& set) {
  const Reading& reading = entry.readings[index];
  const bool defined = !reading.definition.empty() || !entry.gloss.empty();
  // Joined or spaced, a reading is the same card.
  const auto syllables = parse_pinyin(reading.pinyin);
  const std::string target = syllables ? to_marks(*syllables) : reading.pinyin;
  const auto add = [&](CardKind kind) {
    set.cards.push_back(plan(key, kind, target, names.reading(target)));
    set.cards.back().reading = index;
  };
  if (defined) add(CardKind::meaning);
  add(CardKind::reading);
  if (defined && !is_function_word(entry, reading)) add(CardKind::recall);
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
  for (std::size_t i = 0; i < entry.readings.size(); ++i) {
    add_reading_cards(entry, key, names, i, set);
  }

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
  if (choice.measure && !measures_of(entry).empty()) {
    set.cards.push_back(
        plan(key, CardKind::measure, entry.headword, names.form(entry.headword, entry.headword)));
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
