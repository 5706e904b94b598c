#pragma once

// Where the words of a sentence begin and end. Characters side by side are not a word: 关联系统
// does not hold 联系, and 机会 does not teach 会. The words of the pinyin line decide; where there
// is none that fits the characters, or where it parts syllables and not words, the longest words
// known do.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entry/entry.h"
#include "entry/lexicon.h"
#include "text/pinyin.h"

namespace lianxi {

class Division {
 public:
  /// Keeps references to both; they must outlive it.
  Division(const Sentence& sentence, const Lexicon& lexicon);

  /// Nothing where `span` of the sentence stands as words of its own; else the reason why it does
  /// not, for a person: "联系 stands inside 联系人".
  std::optional<std::string> why_not_word(Span span) const;

  /// True where the pinyin line fits the characters and parts words: then it decides.
  bool by_pinyin() const { return by_pinyin_; }

  /// The word or words of the pinyin line in which `span` stands; only where by_pinyin().
  Span word_around(Span span) const;

  /// The words as the pinyin line divides them, else the single characters, in order.
  std::vector<Span> words() const;

  /// The syllables of a span, where the pinyin line fits the characters.
  std::optional<Syllables> syllables(Span span) const;

 private:
  struct Hanzi {
    Span span;
    bool begins_word;
  };
  std::size_t index_at(std::size_t offset) const;
  bool boundary(std::size_t index) const;
  std::string_view text(Span span) const {
    return std::string_view(sentence_.chinese).substr(span.begin, span.size);
  }
  std::optional<std::string> why_not_by_pinyin(Span span) const;
  std::optional<std::string> why_not_by_lexicon(Span span) const;

  const Sentence& sentence_;
  const Lexicon& lexicon_;
  std::vector<Hanzi> hanzi_;
  Syllables syllables_;  // one per hanzi, or empty where the pinyin line does not fit
  bool by_pinyin_ = false;
};

}  // namespace lianxi
