#pragma once

// Which cards an entry yields, and for each blank the sentences behind it. Pure: the same entry
// and lexicon give the same cards on every computer.

#include <string>
#include <vector>

#include "cards/card.h"
#include "cards/forms.h"
#include "entry/entry.h"
#include "entry/lexicon.h"
#include "entry/revise.h"

namespace lianxi {

/// A sentence that a card may show, and what its blank wants.
struct PoolSentence {
  Sentence sentence;         ///< with all that its duplicates say joined in
  Key key;                   ///< sentence_key(): the same for the same folded text
  std::vector<Span> blanks;  ///< pieces of sentence.chinese to hide, in order, apart
  std::string wanted;   ///< what fills the blank: the form or word, or 看看 where it is doubled
  std::string reading;  ///< its pinyin as this sentence has it; may be empty
  Span whole;        ///< from the first part of the blank to its last (见过他一面, 看一看)
  std::string when;  ///< contrast: the situation that decides; may be empty
};

/// A card and what is needed to show it.
struct CardPlan {
  Card card;
  std::size_t reading = 0;         ///< index into Entry::readings (meaning, reading, recall)
  Form form;                       ///< cloze: the form
  std::vector<PoolSentence> pool;  ///< cloze, contrast: the anchor first; never empty there
};

/// A sentence that no blank could be made from.
struct RefusedSentence {
  int line = 0;
  std::string chinese;
  std::string why;
  bool of_rival = false;  ///< the right half of a contrast, which wants the other word: no mistake
  bool holds_word = false;  ///< the word is there, and yet no blank can be made of it
};

struct CardSet {
  std::vector<CardPlan> cards;  ///< in the order in which they are introduced
  int kept = 0;                 ///< different sentences in cloze pools
  int merged = 0;               ///< sentences that said the same as another one
  std::vector<RefusedSentence> refused;
};

/// Cards of the kinds that everybody has; of a plain entry its only one. An entry has one cloze per
/// target form, never one per sentence; a contrast per rival word with a usable wrong/right pair.
CardSet generate_cards(const Entry& entry, const Lexicon& lexicon);

/// The same and the kinds chosen, where the entry was given its keys under other names: its cards
/// keep theirs.
CardSet generate_cards(const Entry& entry, const Lexicon& lexicon, const Key& entry_key,
                       const FirstNames& names, const CardChoice& choice);

}  // namespace lianxi
