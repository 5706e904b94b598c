#include "cards/forms.h"

#include <algorithm>
#include <set>

#include "cards/places.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Collects the forms of one entry, each once.
class FormCollector {
 public:
  FormCollector(const Entry& entry, const Lexicon& lexicon) : entry_(entry), lexicon_(lexicon) {}

  std::vector<Form> collect() {
    for (const Usage& usage : entry_.usages) {
      for (const Phrase& phrase : usage.phrases) {
        if (!phrase.pinyin.empty()) add(phrase.chinese, phrase.pinyin);
      }
    }
    for (const Related& related : entry_.related) add(related.word, related.reading);
    for_each_sentence([this](const Sentence& sentence) {
      for (const NamedWord& named : named_words(sentence.analysis)) add(named.word, named.pinyin);
    });
    // What the author marks counts even without pinyin, but pinyin from anywhere goes first.
    for_each_sentence([this](const Sentence& sentence) {
      for (const Span span : sentence.bold) {
        add_marked(std::string_view(sentence.chinese).substr(span.begin, span.size));
      }
      add(sentence.form, "");
    });
    std::stable_sort(forms_.begin(), forms_.end(), [](const Form& a, const Form& b) {
      return length_utf8(a.text) > length_utf8(b.text);
    });
    const std::string& reading = entry_.readings.empty() ? "" : entry_.readings.front().pinyin;
    forms_.insert(forms_.begin(), Form{entry_.headword, reading, false});
    return std::move(forms_);
  }

 private:
  template <typename Visit>
  void for_each_sentence(Visit visit) const {
    for (const Sentence& sentence : entry_.examples) visit(sentence);
    for (const Usage& usage : entry_.usages) {
      for (const Sentence& sentence : usage.sentences) visit(sentence);
    }
  }

  void add(std::string_view text, std::string_view pinyin) {
    const std::string_view headword = entry_.headword;
    if (text.size() <= headword.size() || !all_hanzi(text)) return;
    const bool apart =
        is_potential(headword, text) || (entry_.separable && is_taken_apart(headword, text));
    if (!apart && text.find(headword) == std::string_view::npos) return;
    if (is_sentence(text)) return;
    for (const Form& form : forms_) {
      if (form.text == text) return;
    }
    const bool whole = apart || text.starts_with(headword) || is_related(text) ||
                       lexicon_.contains(text) || is_longer_word(text, pinyin);
    forms_.push_back({std::string(text), std::string(pinyin), !whole && text.ends_with(headword)});
  }

  /// All of a sentence. The sentences are folded when the first text asks.
  bool is_sentence(std::string_view text) {
    if (sentences_.empty()) {
      for_each_sentence(
          [this](const Sentence& sentence) { sentences_.insert(fold(sentence.chinese)); });
      for (const Contrast& contrast : entry_.contrasts) {
        for (const SentencePair& pair : contrast.pairs) {
          sentences_.insert({fold(pair.wrong.chinese), fold(pair.right.chinese)});
        }
      }
    }
    return sentences_.contains(fold(text));
  }

  bool is_related(std::string_view text) const {
    return std::any_of(entry_.related.begin(), entry_.related.end(),
                       [&](const Related& related) { return related.word == text; });
  }

  /// The author's bold mark names a form only where it holds more than the word in its own ways.
  void add_marked(std::string_view text) {
    const bool own = is_said_twice(entry_.headword, text) ||
                     (entry_.separable && is_taken_apart(entry_.headword, text));
    if (!own) add(text, "");
  }

  /// A single character in a longer word is not that character's word: 机会 is no 会 with a
  /// partner. Where several pinyin words are given, it is a phrase.
  bool is_longer_word(std::string_view text, std::string_view pinyin) const {
    if (length_utf8(entry_.headword) > 1) return false;
    return parse_pinyin_words(pinyin).size() < 2 && length_utf8(text) > 1;
  }

  const Entry& entry_;
  const Lexicon& lexicon_;
  std::set<std::string, std::less<>> sentences_;
  std::vector<Form> forms_;
};

/// The run of characters that ends at `end`, over a closing quote or backtick and blanks.
std::string_view word_before(std::string_view text, std::size_t end) {
  std::string_view head = text.substr(0, end);
  while (!head.empty() && (head.back() == ' ' || head.back() == '`' || head.back() == '*')) {
    head.remove_suffix(1);
  }
  const auto runs = hanzi_runs(head);
  if (runs.empty() || runs.back().data() + runs.back().size() != head.data() + head.size()) {
    return {};
  }
  return runs.back();
}

}  // namespace

std::vector<NamedWord> named_words(std::string_view text) {
  std::vector<NamedWord> words;
  std::size_t from = 0;
  for (std::size_t open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string_view::npos) break;
    const std::string_view word = word_before(text.substr(from, open - from), open - from);
    const std::string_view pinyin = trim(text.substr(open + 1, close - open - 1));
    const auto syllables = word.empty() ? std::nullopt : parse_pinyin(pinyin);
    if (syllables && syllables->size() == length_utf8(word)) {
      words.push_back({std::string(word), std::string(pinyin)});
      from = close + 1;
    }
  }
  return words;
}

std::vector<Form> target_forms(const Entry& entry, const Lexicon& lexicon) {
  return FormCollector(entry, lexicon).collect();
}

}  // namespace lianxi
