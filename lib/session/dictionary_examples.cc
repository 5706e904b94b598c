#include "session/dictionary_examples.h"

#include <algorithm>
#include <cctype>
#include <tuple>

#include "cards/division.h"
#include "entry/longest_match.h"
#include "store/dictionary_sentences.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// So many of the shortest sentences are looked at.
constexpr std::size_t kMostCandidates = 80;
/// Characters of a sentence: one that says something, and fits a line.
constexpr std::size_t kShortest = 5, kLongest = 24;

/// Letters in it are mostly names nobody can read yet.
bool is_fit(const TranslatedSentence& sentence) {
  const std::size_t length = length_utf8(sentence.chinese);
  const bool ends = !sentence.chinese.empty() && !is_hanzi(decode_utf8(sentence.chinese).back());
  return length >= kShortest && length <= kLongest && ends &&
         std::ranges::none_of(sentence.chinese,
                              [](unsigned char c) { return std::isalnum(c) != 0; });
}

/// Everywhere in it the word stands as a word, and does so at least once.
bool holds_as_word(const std::string& chinese, std::string_view word, const Lexicon& words) {
  Sentence sentence;
  sentence.chinese = chinese;
  const Division division(sentence, words);
  const auto divided = longest_words(chinese, words);
  if (std::ranges::find(divided, word) == divided.end()) return false;
  for (auto at = chinese.find(word); at != chinese.npos;
       at = chinese.find(word, at + word.size())) {
    if (division.why_not_word({at, word.size()})) return false;
  }
  return true;
}

std::ptrdiff_t unknown_words(std::string_view chinese, std::string_view word, const Lexicon& words,
                             const Lexicon& learnt) {
  const auto divided = longest_words(chinese, words);
  return std::ranges::count_if(
      divided, [&](std::string_view other) { return other != word && !learnt.contains(other); });
}

}  // namespace

std::vector<TranslatedSentence> examples_of(Db& dictionary, std::string_view word,
                                            const Lexicon& words, const Lexicon& learnt) {
  using Ranked = std::tuple<std::ptrdiff_t, std::size_t, TranslatedSentence>;
  std::vector<Ranked> ranked;
  for (TranslatedSentence& one : store::sentences_holding(dictionary, word, kMostCandidates)) {
    if (!is_fit(one) || !holds_as_word(one.chinese, word, words)) continue;
    const auto unknown = unknown_words(one.chinese, word, words, learnt);
    ranked.emplace_back(unknown, length_utf8(one.chinese), std::move(one));
  }
  std::ranges::stable_sort(ranked, [](const Ranked& a, const Ranked& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  std::vector<TranslatedSentence> best;
  for (auto& [unknown, length, sentence] : ranked) {
    const bool said =
        std::ranges::find(best, sentence.english, &TranslatedSentence::english) != best.end();
    if (!said && best.size() < kMostExamples) best.push_back(std::move(sentence));
  }
  return best;
}

}  // namespace lianxi
