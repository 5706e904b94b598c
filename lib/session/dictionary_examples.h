#pragma once

// Example sentences for a word out of the dictionary's: where it stands as a word, short ones, and
// those whose other words the learner has.

#include <string_view>
#include <vector>

#include "entry/lexicon.h"
#include "entry/translated_sentence.h"
#include "store/dictionary.h"

namespace lianxi {

/// So many sentences an entry gets.
inline constexpr std::size_t kMostExamples = 3;

/// The best first. `words`: which words there are; `learnt`: those of the collection.
std::vector<TranslatedSentence> examples_of(Db& dictionary, std::string_view word,
                                            const Lexicon& words, const Lexicon& learnt);

}  // namespace lianxi
