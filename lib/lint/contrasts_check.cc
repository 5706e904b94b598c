// Wrong sentences and the right ones beside them.

#include <algorithm>

#include "cards/division.h"
#include "cards/pools.h"
#include "lint/checks.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

bool holds(const Sentence& sentence, std::string_view text) {
  return sentence.chinese.find(text) != std::string::npos;
}

/// True where `word` stands in the sentence as a word of its own: 会, not the 会 of 机会.
bool holds_word(const Sentence& sentence, std::string_view word, const Lexicon& words) {
  const Division division(sentence, words);
  const std::string_view chinese = sentence.chinese;
  for (auto at = chinese.find(word); at != chinese.npos; at = chinese.find(word, at + 1)) {
    if (!division.why_not_word({at, word.size()})) return true;
  }
  return false;
}

/// True if `also` in the place of `word` makes of a sentence what `wrong` says is wrong.
bool becomes(const Sentence& sentence, std::string_view word, std::string_view also,
             const std::string& wrong) {
  const std::string& chinese = sentence.chinese;
  if (word.empty()) return false;
  for (auto at = chinese.find(word); at != chinese.npos; at = chinese.find(word, at + 1)) {
    std::string other = chinese;
    if (fold(other.replace(at, word.size(), also)) == wrong) return true;
  }
  return false;
}

class ContrastCheck {
 public:
  ContrastCheck(const EntryText& text, const Lexicon& words, const Tell& tell)
      : text_(text), entry_(text.entry), words_(words), tell_(tell) {}

  void run() const {
    for (const Contrast& contrast : entry_.contrasts) {
      for (const SentencePair& pair : contrast.pairs) {
        const bool alone = stands_alone(pair, entry_.headword) || stands_alone(pair, contrast.word);
        if (!alone) check_halves(pair);
        check_right(contrast, pair);
      }
    }
    for_each_sentence(entry_, [this](const Sentence& sentence, SentenceRole role) {
      if (role == SentenceRole::wrong) return;
      for (const Contrast& contrast : entry_.contrasts) {
        // A wrong half that is right in another situation is no verdict on other sentences.
        for (const SentencePair& pair : contrast.pairs) {
          if (pair.when.empty() && !pair.wrong.chinese.empty()) {
            check_against(sentence, contrast, pair);
          }
        }
      }
    });
  }

 private:
  void check_halves(const SentencePair& pair) const {
    if (pair.wrong.chinese.empty() == pair.right.chinese.empty()) return;
    const bool lacks_right = pair.right.chinese.empty();
    if (lacks_right && is_right_refused(pair.wrong.line)) return;
    const Sentence& there = lacks_right ? pair.wrong : pair.right;
    tell_(text_.find(there.chinese, 0, there), "missing-half",
          lacks_right ? "a wrong sentence without the right one"
                      : "a right sentence without the wrong one");
  }

  /// There is a right half below this line, but it was struck out; the reader has said so.
  bool is_right_refused(int wrong_line) const {
    int end = text_.end;  // before whatever pair comes next, of this contrast or another
    for (const Contrast& contrast : entry_.contrasts) {
      for (const SentencePair& pair : contrast.pairs) {
        for (const int line : {pair.wrong.line, pair.right.line}) {
          if (line > wrong_line) end = std::min(end, line);
        }
      }
    }
    const int line = text_.source.labelled(Label::right, wrong_line, end);
    return line > wrong_line && text_.source.value(line) != text_.source.end_of(line);
  }

  /// A blank for the one word, and the other stands beside it.
  void check_right(const Contrast& contrast, const SentencePair& pair) const {
    const std::string &word = entry_.headword, &other = contrast.word;
    const bool is_part = word.find(other) != word.npos || other.find(word) != other.npos;
    if (other.empty() || is_part) return;
    if (!holds_word(pair.right, word, words_) || !holds_word(pair.right, other, words_)) return;
    tell_(text_.find(pair.right.chinese, pair.right.chinese.find(other), pair.right), "two-answers",
          "the right sentence holds " + word + " and " + other + " as well");
  }

  /// What the wrong half of a pair says of any sentence of the entry.
  void check_against(const Sentence& sentence, const Contrast& contrast,
                     const SentencePair& pair) const {
    const std::string wrong = fold(pair.wrong.chinese);
    if (fold(sentence.chinese) == wrong) {
      tell_(text_.find(sentence.chinese, 0, sentence), "wrong-not-struck",
            "this sentence is struck out as wrong in the contrast with " + contrast.word);
    }
    for (const std::string& also : sentence.also) {
      const bool is_struck = becomes(sentence, entry_.headword, also, wrong) ||
                             becomes(sentence, contrast.word, also, wrong) ||
                             (&sentence == &pair.right && holds(pair.wrong, also) &&
                              (also == contrast.word || also == entry_.headword));
      if (!is_struck) continue;
      const int line = text_.source.labelled(Label::also, sentence.line, text_.end);
      tell_(text_.source.find(also, 0, line, text_.end), "two-answers",
            also + " is said to be right here, and struck out as wrong in the contrast with " +
                contrast.word);
    }
  }

  const EntryText& text_;
  const Entry& entry_;
  const Lexicon& words_;
  const Tell& tell_;
};

}  // namespace

void check_contrasts(const EntryText& text, const Lexicon& words, const Tell& tell) {
  ContrastCheck(text, words, tell).run();
}

}  // namespace lianxi
