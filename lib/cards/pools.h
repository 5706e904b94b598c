#pragma once

// The sentences behind the blanks of an entry: compared after folding and merged, divided into
// words, each put into the pool of its target form, or refused with the reason.

#include <vector>

#include "cards/generate.h"

namespace lianxi {

/// The sentences of one form.
struct FormPool {
  Form form;
  std::vector<PoolSentence> sentences;
};

struct Pools {
  std::vector<FormPool> forms;  ///< only forms that have a sentence, the headword's first
  int kept = 0, merged = 0;
  std::vector<RefusedSentence> refused;
};

/// Pools of all forms of the entry. A sentence that the entry calls wrong is in none.
Pools make_pools(const Entry& entry, const Lexicon& lexicon);

/// Why a sentence of a contrast that the program has made wants this word: "a sentence of 认识".
std::string sentence_of_word(const std::string& word);
/// Whether a right half without a wrong one is such a sentence.
bool stands_alone(const SentencePair& pair, const std::string& word);

/// The sentences of a contrast: right halves whose blank admits one of the two words, which the
/// wrong half shows; or those that stand alone.
std::vector<PoolSentence> contrast_pool(const Entry& entry, const Contrast& contrast,
                                        const Lexicon& lexicon);

}  // namespace lianxi
