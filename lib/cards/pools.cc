#include "cards/pools.h"

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "cards/division.h"
#include "cards/places.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// The folded sentences that the entry calls wrong.
std::set<std::string> wrong_sentences(const Entry& entry) {
  std::set<std::string> wrong;
  for (const Contrast& contrast : entry.contrasts) {
    for (const SentencePair& pair : contrast.pairs) wrong.insert(fold(pair.wrong.chinese));
  }
  return wrong;
}

/// How the entry's word may stand in a sentence.
WordKind kind_of(const Entry& entry) {
  bool verb = false;
  bool known = false;
  for (const Reading& reading : entry.readings) {
    for (const std::string& part : parts_of_speech(reading.part_of_speech)) {
      known = true;
      verb |= part.find("verb") != std::string::npos && part.find("adverb") == std::string::npos;
    }
  }
  return {entry.headword, entry.separable, verb || !known};
}

/// What a sentence hides at a place: its parts, and the `spans` that would give it away. In order,
/// apart.
std::vector<Span> blanks_of(const Place& place, std::vector<Span> spans) {
  spans.insert(spans.end(), place.parts.begin(), place.parts.end());
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.size > b.size;
  });
  std::size_t blanks = 0;
  for (const Span span : spans) {
    if (blanks == 0 || span.begin >= spans[blanks - 1].end()) {
      spans[blanks++] = span;
    } else {
      Span& last = spans[blanks - 1];
      last.size = std::max(last.end(), span.end()) - last.begin;
    }
  }
  spans.resize(blanks);
  return spans;
}

/// How what is wanted is read here, in marks; empty where the pinyin line does not say it. Of
/// 看一看 one half is wanted, of 知不知道 all but the first part.
std::string reading_of(const Place& place, const Division& division) {
  auto begin = place.parts.begin();
  auto end = place.parts.end();
  const auto size = [&] {
    std::size_t bytes = 0;
    for (auto part = begin; part != end; ++part) bytes += part->size;
    return bytes;
  };
  if (size() > place.wanted.size() && size() - begin->size >= place.wanted.size()) ++begin;
  if (size() > place.wanted.size()) end = begin + 1;
  Syllables syllables;
  for (auto part = begin; part != end; ++part) {
    const auto spoken = division.syllables(*part);
    if (!spoken) return "";
    syllables.insert(syllables.end(), spoken->begin(), spoken->end());
  }
  return to_marks(syllables);
}

/// Sorts the sentences of one entry into pools.
class PoolMaker {
 public:
  PoolMaker(const Entry& entry, const Lexicon& lexicon)
      : entry_(entry),
        lexicon_(entry, lexicon),
        kind_(kind_of(entry)),
        forms_(target_forms(entry, lexicon)) {}

  Pools make() {
    collect();
    pools_.forms.resize(forms_.size());
    for (std::size_t i = 0; i < forms_.size(); ++i) pools_.forms[i].form = forms_[i];
    pools_.forms.front().sentences.reserve(candidates_.size());  // most want the headword
    for (const Candidate& candidate : candidates_) place(candidate);
    std::erase_if(pools_.forms, [](const FormPool& pool) { return pool.sentences.empty(); });
    return std::move(pools_);
  }

 private:
  /// A sentence of the entry, with what its duplicates say where it has any.
  struct Candidate {
    const Sentence* first;
    std::string_view folded;
    std::unique_ptr<Sentence> joined;
    const Sentence& sentence() const { return joined ? *joined : *first; }
  };

  void collect() {
    const std::set<std::string> wrong = wrong_sentences(entry_);
    const auto candidate = [&](const Sentence& sentence) {
      std::string folded = fold(sentence.chinese);
      if (folded.empty() || wrong.contains(folded)) return;
      const auto [found, fresh] = by_text_.try_emplace(std::move(folded), candidates_.size());
      if (fresh) {
        candidates_.push_back({&sentence, found->first, nullptr});
        return;
      }
      Candidate& same = candidates_[found->second];
      if (!same.joined) same.joined = std::make_unique<Sentence>(*same.first);
      join(*same.joined, sentence);
      ++pools_.merged;
    };
    for (const Sentence& sentence : entry_.examples) candidate(sentence);
    for (const Usage& usage : entry_.usages) {
      for (const Sentence& sentence : usage.sentences) candidate(sentence);
    }
    for (const Contrast& contrast : entry_.contrasts) {
      for (const SentencePair& pair : contrast.pairs) candidate(pair.right);
    }
  }

  void place(const Candidate& candidate) {
    const Sentence& sentence = candidate.sentence();
    const Division division(sentence, lexicon_);
    std::string why;
    bool placed = false;
    for (std::size_t i = 1; i < forms_.size(); ++i) {
      std::string unused;
      if (forms_[i].partner) placed |= place_in(i, candidate, division, unused);
    }
    placed |= place_in(find_form(sentence, division), candidate, division, why);
    if (placed) {
      ++pools_.kept;
    } else {
      if (why.empty()) {
        why = "no " + (sentence.form.empty() ? entry_.headword : sentence.form) + " in it";
      }
      std::string unused;
      refuse(sentence, std::move(why), finder(0, sentence, division).find(unused).has_value());
    }
  }

  void refuse(const Sentence& sentence, std::string why, bool holds_word) {
    const std::string rival = rival_wanted(sentence);
    if (!rival.empty()) why = "no " + entry_.headword + " in it; the contrast asks it for " + rival;
    pools_.refused.push_back(
        {sentence.line, sentence.chinese, std::move(why), !rival.empty(), holds_word});
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

  PlaceFinder finder(std::size_t form, const Sentence& sentence, const Division& division) const {
    return {sentence, division, lexicon_, form == 0 ? kind_ : WordKind{forms_[form].text}};
  }

  /// The author's word first, then the longest form in the sentence, then the headword.
  std::size_t find_form(const Sentence& sentence, const Division& division) const {
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      if (!sentence.form.empty() && forms_[i].text == sentence.form) return i;
    }
    const auto is_marked = [&](const std::string& form) {
      return std::any_of(sentence.bold.begin(), sentence.bold.end(), [&](const Span& bold) {
        return sentence.chinese.compare(bold.begin, bold.size, form) == 0;
      });
    };
    std::size_t found = 0;
    std::string why;
    for (std::size_t i = 1; i < forms_.size(); ++i) {
      if (forms_[i].partner || !finder(i, sentence, division).find(why)) continue;
      if (is_marked(forms_[i].text)) return i;
      if (found == 0) found = i;
    }
    return found;
  }

  /// Why a sentence cannot ask a word of several characters that stand in another word too: hidden
  /// there they would look like a second blank, and shown they would give it away.
  std::optional<std::string> inside_other_word(const std::vector<Span>& all, const Place& place,
                                               const Division& division) const {
    if (length_utf8(entry_.headword) < 2) return std::nullopt;
    for (const Span span : all) {
      if (span.size < entry_.headword.size()) continue;
      const bool apart = std::none_of(place.parts.begin(), place.parts.end(), [&](Span part) {
        return part.begin < span.end() && span.begin < part.end();
      });
      if (!apart) continue;
      if (auto why = division.why_not_word(span)) return why;
    }
    return std::nullopt;
  }

  /// Puts the sentence into the pool of a form; false where the form is not in it.
  bool place_in(std::size_t form, const Candidate& candidate, const Division& division,
                std::string& why) {
    const Sentence& sentence = candidate.sentence();
    const PlaceFinder asked = finder(form, sentence, division);
    const auto place = asked.find(why);
    if (!place) return false;
    std::vector<Span> others = asked.all();
    if (const auto other = inside_other_word(others, *place, division)) {
      why = *other;
      return false;
    }
    PoolSentence pooled;
    pooled.sentence = sentence;
    pooled.key = folded_sentence_key(candidate.folded);
    pooled.wanted = place->wanted;
    pooled.whole = place->whole;
    pooled.reading = reading_of(*place, division);
    if (form == 0 && entry_.readings.size() > 1 && pooled.reading.empty() &&
        sentence.reading.empty()) {
      why = entry_.headword + " may be read in several ways; add a pinyin line";
      return false;
    }
    if (form != 0) {
      const auto of_headword = finder(0, sentence, division).all();
      others.insert(others.end(), of_headword.begin(), of_headword.end());
    }
    pooled.blanks = blanks_of(*place, std::move(others));
    pools_.forms[form].sentences.push_back(std::move(pooled));
    return true;
  }

  const Entry& entry_;
  EntryLexicon lexicon_;
  WordKind kind_;
  std::vector<Form> forms_;
  std::vector<Candidate> candidates_;
  std::unordered_map<std::string, std::size_t> by_text_;
  Pools pools_;
};

}  // namespace

Pools make_pools(const Entry& entry, const Lexicon& lexicon) {
  return PoolMaker(entry, lexicon).make();
}

std::string sentence_of_word(const std::string& word) { return "a sentence of " + word; }

bool stands_alone(const SentencePair& pair, const std::string& word) {
  return pair.wrong.chinese.empty() && pair.why == sentence_of_word(word);
}

ContrastPools::ContrastPools(const Entry& entry, const Lexicon& lexicon)
    : entry_(entry), known_(entry, lexicon), wrong_(wrong_sentences(entry)) {}

std::vector<PoolSentence> ContrastPools::of(const Contrast& contrast) const {
  std::vector<PoolSentence> pool;
  // The other word in the wrong half, and not in the right one: else the pair is about grammar.
  // A right half alone stands only where it says why its word is the one.
  const auto may_want = [](const SentencePair& pair, const std::string& wanted,
                           const std::string& other) {
    return pair.wrong.chinese.find(other) != std::string::npos || stands_alone(pair, wanted);
  };
  const std::string& word = entry_.headword;
  const std::string reading = entry_.readings.empty() ? "" : entry_.readings.front().pinyin;
  for (const SentencePair& pair : contrast.pairs) {
    const bool may_want_word = may_want(pair, word, contrast.word);
    const bool may_want_other = may_want(pair, contrast.word, word);
    if (!may_want_word && !may_want_other) continue;
    const std::string folded = fold(pair.right.chinese);
    if (wrong_.contains(folded)) continue;
    const Division division(pair.right, known_);
    const auto add = [&](const std::string& wanted, const std::string& spoken,
                         const std::string& other) {
      auto pooled = pool_sentence(pair, division, wanted, other);
      if (!pooled) return;
      if (pooled->reading.empty()) pooled->reading = spoken;
      pooled->key = folded_sentence_key(folded);
      if (std::none_of(pool.begin(), pool.end(),
                       [&](const PoolSentence& made) { return made.key == pooled->key; })) {
        pool.push_back(std::move(*pooled));
      }
    };
    if (may_want_word) add(word, reading, contrast.word);
    if (may_want_other) add(contrast.word, contrast.reading, word);
  }
  return pool;
}

/// The right half with a blank for `wanted`, all but its key; nothing where it has no place for
/// that, or has one for the other word.
std::optional<PoolSentence> ContrastPools::pool_sentence(const SentencePair& pair,
                                                         const Division& division,
                                                         const std::string& wanted,
                                                         const std::string& other) const {
  std::string why;
  if (PlaceFinder(pair.right, division, known_, {other}).find(why)) return std::nullopt;
  const PlaceFinder finder(pair.right, division, known_, {wanted});
  const auto place = finder.find(why);
  if (!place || place->wanted != wanted) return std::nullopt;
  return PoolSentence{
      pair.right,   {},       blanks_of(*place, finder.all()), wanted, reading_of(*place, division),
      place->whole, pair.when};
}

std::vector<PoolSentence> contrast_pool(const Entry& entry, const Contrast& contrast,
                                        const Lexicon& lexicon) {
  return ContrastPools(entry, lexicon).of(contrast);
}

}  // namespace lianxi
