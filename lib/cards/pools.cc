#include "cards/pools.h"

#include <algorithm>
#include <map>
#include <set>

#include "cards/division.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Every place where `word` stands in `text`, overlaps left out.
std::vector<Span> occurrences(std::string_view text, std::string_view word) {
  std::vector<Span> spans;
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + word.size())) {
    spans.push_back({at, word.size()});
  }
  return spans;
}

/// The first place where `word` stands as a word of its own; else why not, in `why`.
std::optional<Span> find_word(const Division& division, std::string_view chinese,
                              std::string_view word, std::string& why) {
  for (const Span span : occurrences(chinese, word)) {
    auto reason = division.why_not_word(span);
    if (!reason) return span;
    why = std::move(*reason);
  }
  return std::nullopt;
}

/// A separable word, its verb and the rest apart in one clause, nearest first: 见过他一面.
std::vector<Span> find_split(const Division& division, std::string_view chinese,
                             std::string_view headword) {
  std::size_t cut = 0;
  decode_utf8(headword, cut);
  std::vector<Span> best;
  if (cut == headword.size()) return best;
  for (const Span first : occurrences(chinese, headword.substr(0, cut))) {
    if (division.why_not_word(first)) continue;
    for (const Span second : occurrences(chinese, headword.substr(cut))) {
      if (second.begin <= first.end() || division.why_not_word(second)) continue;
      const auto between = chinese.substr(first.end(), second.begin - first.end());
      if (has_sentence_punctuation(between)) break;
      if (best.empty() || between.size() < best[1].begin - best[0].end()) best = {first, second};
      break;
    }
  }
  return best;
}

/// Adds every other place of `words` to the blanks, so that no blank is answered beside it.
void hide_repeats(std::vector<Span>& blanks, std::string_view chinese,
                  std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    for (const Span span : occurrences(chinese, word)) {
      const bool hidden = std::any_of(blanks.begin(), blanks.end(), [&](const Span& blank) {
        return span.begin < blank.end() && blank.begin < span.end();
      });
      if (!hidden) blanks.push_back(span);
    }
  }
}

/// Sorts the sentences of one entry into pools.
class PoolMaker {
 public:
  PoolMaker(const Entry& entry, const Lexicon& lexicon)
      : entry_(entry), lexicon_(lexicon), forms_(target_forms(entry, lexicon)) {}

  Pools make() {
    collect();
    pools_.forms.resize(forms_.size());
    for (std::size_t i = 0; i < forms_.size(); ++i) pools_.forms[i].form = forms_[i];
    for (const Sentence& sentence : sentences_) place(sentence);
    std::erase_if(pools_.forms, [](const FormPool& pool) { return pool.sentences.empty(); });
    return std::move(pools_);
  }

 private:
  void collect() {
    std::set<std::string> wrong;
    for (const Contrast& contrast : entry_.contrasts) {
      for (const SentencePair& pair : contrast.pairs) wrong.insert(fold(pair.wrong.chinese));
    }
    const auto candidate = [&](const Sentence& sentence) {
      const std::string folded = fold(sentence.chinese);
      if (folded.empty() || wrong.contains(folded)) return;
      const auto [found, fresh] = by_text_.try_emplace(folded, sentences_.size());
      if (fresh) {
        sentences_.push_back(sentence);
      } else {
        join(sentences_[found->second], sentence);
        ++pools_.merged;
      }
    };
    for (const Sentence& sentence : entry_.examples) candidate(sentence);
    for (const Usage& usage : entry_.usages) {
      for (const Sentence& sentence : usage.sentences) candidate(sentence);
    }
    for (const Contrast& contrast : entry_.contrasts) {
      for (const SentencePair& pair : contrast.pairs) candidate(pair.right);
    }
  }

  void place(const Sentence& sentence) {
    const Division division(sentence, lexicon_);
    const std::string& wanted = sentence.form.empty() ? entry_.headword : sentence.form;
    std::string why = "no " + wanted + " in it";
    bool placed = false;
    for (std::size_t i = forms_.size(); i-- > 1;) placed |= place_partner(sentence, division, i);
    const std::size_t form = find_form(sentence, division);
    if (const auto span = find_word(division, sentence.chinese, forms_[form].text, why)) {
      add(form, sentence, division, {*span});
      placed = true;
    } else if (entry_.separable) {
      if (const auto split = find_split(division, sentence.chinese, entry_.headword);
          !split.empty()) {
        add(0, sentence, division, split);
        placed = true;
      }
    }
    if (placed) {
      ++pools_.kept;
    } else {
      refuse(sentence, std::move(why));
    }
  }

  void refuse(const Sentence& sentence, std::string why) {
    const std::string rival = rival_wanted(sentence);
    if (!rival.empty()) why = "no " + entry_.headword + " in it; the contrast asks it for " + rival;
    pools_.refused.push_back({sentence.line, sentence.chinese, std::move(why), !rival.empty()});
  }

  /// The other word of a contrast, where this is its right half with that word.
  std::string rival_wanted(const Sentence& sentence) const {
    for (const Contrast& contrast : entry_.contrasts) {
      for (const SentencePair& pair : contrast.pairs) {
        if (!contrast.word.empty() && pair.right.chinese == sentence.chinese &&
            sentence.chinese.find(contrast.word) != std::string::npos) {
          return contrast.word;
        }
      }
    }
    return "";
  }

  /// A form that only ends with the headword has a pool of its own beside the headword's.
  bool place_partner(const Sentence& sentence, const Division& division, std::size_t form) {
    if (!forms_[form].partner) return false;
    std::string why;
    const auto span = find_word(division, sentence.chinese, forms_[form].text, why);
    if (span) add(form, sentence, division, {*span});
    return span.has_value();
  }

  /// The author's word first, then the longest form in the sentence, then the headword.
  std::size_t find_form(const Sentence& sentence, const Division& division) const {
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      if (!sentence.form.empty() && forms_[i].text == sentence.form) return i;
    }
    std::string why;
    for (std::size_t i = 1; i < forms_.size(); ++i) {
      if (!forms_[i].partner && find_word(division, sentence.chinese, forms_[i].text, why)) {
        return i;
      }
    }
    return 0;
  }

  void add(std::size_t form, const Sentence& sentence, const Division& division,
           std::vector<Span> blanks) {
    PoolSentence pooled;
    pooled.sentence = sentence;
    pooled.key = sentence_key(sentence.chinese);
    pooled.wanted = forms_[form].text;
    Syllables syllables;
    for (const Span span : blanks) {
      const auto part = division.syllables(span);
      if (part) syllables.insert(syllables.end(), part->begin(), part->end());
    }
    if (!syllables.empty()) pooled.reading = to_marks(syllables);
    hide_repeats(blanks, sentence.chinese, {forms_[form].text, entry_.headword});
    std::sort(blanks.begin(), blanks.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    pooled.blanks = std::move(blanks);
    pools_.forms[form].sentences.push_back(std::move(pooled));
  }

  const Entry& entry_;
  const Lexicon& lexicon_;
  std::vector<Form> forms_;
  std::vector<Sentence> sentences_;
  std::map<std::string, std::size_t> by_text_;
  Pools pools_;
};

}  // namespace

Pools make_pools(const Entry& entry, const Lexicon& lexicon) {
  return PoolMaker(entry, lexicon).make();
}

std::vector<PoolSentence> contrast_pool(const Entry& entry, const Contrast& contrast,
                                        const Lexicon& lexicon) {
  std::vector<PoolSentence> pool;
  const auto add = [&](const SentencePair& pair, const std::string& wanted,
                       const std::string& reading, std::string_view other) {
    const std::string& right = pair.right.chinese;
    // The other word in the wrong half, and not in the right one: else the pair is about grammar.
    if (pair.wrong.chinese.find(other) == std::string::npos) return;
    if (right.find(other) != std::string::npos) return;
    std::string why;
    const auto span = find_word(Division(pair.right, lexicon), right, wanted, why);
    if (!span) return;
    PoolSentence pooled{pair.right, sentence_key(right), {*span}, wanted, reading, pair.when};
    hide_repeats(pooled.blanks, right, {wanted});
    if (std::none_of(pool.begin(), pool.end(),
                     [&](const PoolSentence& known) { return known.key == pooled.key; })) {
      pool.push_back(std::move(pooled));
    }
  };
  const std::string reading = entry.readings.empty() ? "" : entry.readings.front().pinyin;
  for (const SentencePair& pair : contrast.pairs) {
    add(pair, entry.headword, reading, contrast.word);
    add(pair, contrast.word, contrast.reading, entry.headword);
  }
  return pool;
}

}  // namespace lianxi
