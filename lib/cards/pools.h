#pragma once

// The sentences behind the blanks of an entry: compared after folding and merged, divided into
// words, each put into the pool of its target form, or refused with the reason.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cards/division.h"
#include "cards/entry_lexicon.h"
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

/// The sentences of an entry's contrasts: right halves whose blank admits one of the two words,
/// which the wrong half shows; or those that stand alone.
class ContrastPools {
 public:
  /// Keeps references to both; they must outlive it.
  ContrastPools(const Entry& entry, const Lexicon& lexicon);
  std::vector<PoolSentence> of(const Contrast& contrast) const;

 private:
  std::optional<PoolSentence> pool_sentence(const SentencePair& pair, const Division& division,
                                            const std::string& wanted,
                                            const std::string& other) const;

  const Entry& entry_;
  EntryLexicon known_;
  std::set<std::string> wrong_;  ///< folded sentences that the entry calls wrong
};

/// Those of one contrast.
std::vector<PoolSentence> contrast_pool(const Entry& entry, const Contrast& contrast,
                                        const Lexicon& lexicon);

}  // namespace lianxi
