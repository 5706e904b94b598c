#include "cards/rivals.h"

#include <algorithm>
#include <map>

#include "cards/glosses.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

template <typename List, typename Value>
bool holds(const List& list, const Value& value) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

template <typename List>
bool share_any(const List& a, const List& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& one) { return holds(b, one); });
}

/// What an entry and another word have to do with each other.
enum class Tie { none, part_of_speech, related, contrast };

/// `naming`: the words whose entries name this one.
Tie tie_by_name(const Entry& entry, const std::string& word,
                const std::vector<std::string>& naming) {
  const auto names = [&](const auto& list) {
    return std::any_of(list.begin(), list.end(), [&](const auto& one) { return one.word == word; });
  };
  if (names(entry.contrasts)) return Tie::contrast;
  return names(entry.related) || holds(naming, word) ? Tie::related : Tie::none;
}

bool share_part_of_speech(const Entry& entry, const WordFacts& facts) {
  return std::any_of(entry.readings.begin(), entry.readings.end(), [&](const Reading& reading) {
    return share_any(parts_of_speech(reading.part_of_speech), facts.parts_of_speech);
  });
}

/// Particles, prepositions and the like, and adverbs of one character: much fits where they stand,
/// and each time it means something else.
bool is_grammar(const Entry& entry) {
  for (const Reading& reading : entry.readings) {
    for (const std::string& part : parts_of_speech(reading.part_of_speech)) {
      for (const std::string_view name : {"particle", "preposition", "coverb", "conjunction",
                                          "auxiliary", "modal", "numeral", "measure", "pronoun"}) {
        if (part.find(name) != std::string::npos) return true;
      }
      if (part == "adverb" && length_utf8(entry.headword) == 1) return true;
    }
  }
  return false;
}

/// How the entry says that another word is read.
std::vector<std::string> readings_named(const Entry& entry, const std::string& word) {
  std::vector<std::string> readings;
  const auto add = [&](const std::string& name, const std::string& reading) {
    if (name == word && !reading.empty() && !holds(readings, reading)) readings.push_back(reading);
  };
  for (const Contrast& contrast : entry.contrasts) add(contrast.word, contrast.reading);
  for (const Related& related : entry.related) add(related.word, related.reading);
  for (const Usage& usage : entry.usages) {
    for (const Phrase& phrase : usage.phrases) add(phrase.chinese, phrase.pinyin);
  }
  return readings;
}

/// The rivals of one card, each once, the surest evidence first.
class RivalFinder {
 public:
  RivalFinder(const Entry& entry, const CardPlan& plan, const WordSource& words)
      : entry_(entry), plan_(plan), words_(words) {}

  std::vector<Rival> of_blank(const PoolSentence& pooled) {
    for (const std::string& word : pooled.sentence.also) add_also(pooled, word);
    // Where the word is said twice or taken apart, its neighbours are not another word's.
    if (pooled.wanted == plan_.form.text) {
      add_negation();
      if (!is_grammar(entry_)) {
        naming_ = words_.naming(entry_.headword);
        add_from_frames(pooled);
        add_in_form(pooled);
      }
    }
    std::erase_if(rivals_, [&](const Rival& rival) { return rival.text == pooled.wanted; });
    return std::move(rivals_);
  }

  std::vector<Rival> of_definition() {
    const Reading& reading = entry_.readings[plan_.reading];
    std::vector<std::string> glosses = glosses_of(reading.definition);
    for (std::string& gloss : glosses_of(entry_.gloss)) {
      if (!holds(glosses, gloss)) glosses.push_back(std::move(gloss));
    }
    const auto parts = parts_of_speech(reading.part_of_speech);
    const auto heads = heads_of(entry_);
    for (const std::string& gloss : glosses) {
      const bool head = holds(heads, gloss);
      for (const std::string& word : words_.with_gloss(gloss)) {
        const auto facts = words_.facts(word);
        if (!head && !(facts && holds(facts->heads, gloss))) continue;
        const bool other_kind = facts && !parts.empty() && !facts->parts_of_speech.empty() &&
                                !share_any(parts, facts->parts_of_speech);
        if (!other_kind) add(word, readings_of(word, facts), "both mean: " + gloss);
      }
      for (const Related& related : entry_.related) {
        const auto also = glosses_of(related.gloss);
        if (!holds(also, gloss) || (!head && also.front() != gloss)) continue;
        add(related.word, readings_of(related.word), "both mean: " + gloss);
      }
    }
    return std::move(rivals_);
  }

 private:
  /// What the frames of a blank say of one word.
  struct Found {
    std::string sentence;
    bool strong = false;
    bool wrong = false;
  };

  void add(const std::string& text, std::vector<std::string> readings, std::string evidence) {
    const bool known = std::any_of(rivals_.begin(), rivals_.end(),
                                   [&](const Rival& rival) { return rival.text == text; });
    if (text.empty() || known || text == entry_.headword) return;
    rivals_.push_back({text, std::move(readings), std::move(evidence)});
  }

  std::vector<std::string> readings_of(const std::string& word) const {
    return readings_of(word, words_.facts(word));
  }
  std::vector<std::string> readings_of(const std::string& word,
                                       const std::optional<WordFacts>& facts) const {
    return facts ? facts->readings : readings_named(entry_, word);
  }

  /// A sentence with a partner form is asked twice (没＿＿ and ＿＿＿), and what the deck admits in
  /// it fills the blank that its author marked: 没事儿 the whole, 联络 that of the headword, so
  /// that the whole is 保持联络. Without a mark, what begins as the partner does is the whole.
  void add_also(const PoolSentence& pooled, const std::string& word) {
    constexpr const char* kEvidence = "Also: in the deck";
    const std::string marked = marked_form(pooled.sentence);
    const std::string_view before =
        std::string_view(pooled.sentence.chinese).substr(0, pooled.whole.begin);
    if (plan_.form.partner) {
      const bool whole = marked.empty() ? first_character(word) == first_character(plan_.form.text)
                                        : marked == plan_.form.text;
      if (whole) return add(word, readings_of(word), kEvidence);
      return add(in_form(word), readings_in_form(readings_of(word)), kEvidence);
    }
    const std::string_view first = first_character(word);
    const bool has_partner = marked.empty() ? first.size() < word.size() && before.ends_with(first)
                                            : marked.size() > plan_.form.text.size() &&
                                                  marked.ends_with(plan_.form.text);
    if (!has_partner) add(word, readings_of(word), kEvidence);
  }

  /// The form that the author marked bold or by `Form:`; empty where it is not the headword or
  /// longer.
  std::string marked_form(const Sentence& sentence) const {
    std::string marked = sentence.form;
    for (const Span bold : sentence.bold) {
      if (marked.empty()) marked = sentence.chinese.substr(bold.begin, bold.size);
    }
    return marked.find(entry_.headword) == std::string::npos ? "" : marked;
  }

  /// The form with another word in the headword's place: 保持联络, 联络不上.
  std::string in_form(const std::string& word) const {
    std::string text = plan_.form.text;
    return text.replace(text.find(entry_.headword), entry_.headword.size(), word);
  }

  void add_from_frames(const PoolSentence& pooled) {
    std::map<std::string, Found> found;
    std::vector<std::string> order;
    for (const std::string& frame : frames_of(pooled)) {
      for (const FrameUse& use : words_.in_frame(frame)) {
        const auto [at, fresh] = found.try_emplace(use.word);
        if (fresh) order.push_back(use.word);
        Found& word = at->second;
        word.wrong |= use.wrong;
        if (use.wrong) continue;
        if (word.sentence.empty()) word.sentence = use.sentence;
        word.strong |= is_strong_frame(frame);
      }
    }
    for (const std::string& word : order) {
      const Found& evidence = found.at(word);
      if (evidence.sentence.empty() || evidence.wrong) continue;
      if (word == entry_.headword || called_wrong(pooled, word)) continue;
      if (word.find(entry_.headword) != std::string::npos) {
        // Another form of the headword; the blank shows how long it is.
        if (word.size() != pooled.wanted.size()) continue;
        add(word, {}, evidence.sentence);
        continue;
      }
      Tie tie = tie_by_name(entry_, word, naming_);
      // A weak frame may hold a word of every page, and most of them have nothing to do with it.
      if (tie == Tie::none && !evidence.strong) continue;
      const auto facts = words_.facts(word);
      if (tie == Tie::none && facts && share_part_of_speech(entry_, *facts)) {
        tie = Tie::part_of_speech;
      }
      if (admits(tie, facts, pooled)) add(word, readings_of(word, facts), evidence.sentence);
    }
  }

  static bool admits(Tie tie, const std::optional<WordFacts>& facts, const PoolSentence& pooled) {
    switch (tie) {
      case Tie::none:
        return false;
      case Tie::contrast:
        return true;
      case Tie::related:
      case Tie::part_of_speech:
        return fits_english(facts, pooled);
    }
    return false;
  }

  /// The word means something that the English line says, or there is no such line to decide.
  static bool fits_english(const std::optional<WordFacts>& facts, const PoolSentence& pooled) {
    const std::string& english = pooled.sentence.english;
    return english.empty() || (facts && says_any(english, facts->glosses));
  }

  /// The entry calls this sentence wrong with that word in its blank, or sets it right with the
  /// word wanted where that one was wrong.
  bool called_wrong(const PoolSentence& pooled, const std::string& word) const {
    const std::string folded = fold(pooled.sentence.chinese);
    std::string swapped = pooled.sentence.chinese;
    swapped.replace(pooled.whole.begin, pooled.whole.size, word);
    for (const Contrast& contrast : entry_.contrasts) {
      for (const SentencePair& pair : contrast.pairs) {
        if (fold(pair.wrong.chinese) == fold(swapped)) return true;
        if (contrast.word == word && fold(pair.right.chinese) == folded &&
            pair.wrong.chinese.find(word) != std::string::npos) {
          return true;
        }
      }
    }
    return false;
  }

  /// Longer forms that are known with another word in them.
  void add_in_form(const PoolSentence& pooled) {
    const std::string frame = form_frame(plan_.form.text, entry_.headword);
    if (frame.empty()) return;
    const auto uses = words_.in_frame(frame);
    for (const FrameUse& use : uses) {
      const bool against = std::any_of(uses.begin(), uses.end(), [&](const FrameUse& other) {
        return other.wrong && other.word == use.word;
      });
      if (against || use.word.find(entry_.headword) != std::string::npos) continue;
      const Tie tie = tie_by_name(entry_, use.word, naming_);
      if (tie == Tie::none) continue;
      const auto facts = words_.facts(use.word);
      if (!admits(tie, facts, pooled)) continue;
      add(in_form(use.word), readings_in_form(readings_of(use.word, facts)), use.sentence);
    }
  }

  /// The form's pinyin with these readings in the place of the headword's.
  std::vector<std::string> readings_in_form(const std::vector<std::string>& of_rival) const {
    std::vector<std::string> readings;
    const auto form = parse_pinyin(plan_.form.pinyin);
    const std::size_t length = length_utf8(plan_.form.text);
    if (!form || form->size() != length) return readings;
    const std::size_t at = plan_.form.text.find(entry_.headword);
    const auto begin =
        form->begin() +
        static_cast<std::ptrdiff_t>(length_utf8(std::string_view(plan_.form.text).substr(0, at)));
    const auto end = begin + static_cast<std::ptrdiff_t>(length_utf8(entry_.headword));
    for (const std::string& reading : of_rival) {
      const auto syllables = parse_pinyin(reading);
      if (!syllables) continue;
      Syllables spoken(form->begin(), begin);
      spoken.insert(spoken.end(), syllables->begin(), syllables->end());
      spoken.insert(spoken.end(), end, form->end());
      readings.push_back(to_marks(spoken));
    }
    return readings;
  }

  /// 没联系上 for 联系不上: it did not come about, for it could not.
  void add_negation() {
    constexpr std::string_view kNot = "不";
    const std::string_view form = plan_.form.text;
    const std::size_t at = form.find(kNot);
    if (at == std::string_view::npos || at == 0) return;
    const std::string verb(form.substr(0, at));
    const std::string result(form.substr(at + kNot.size()));
    if (!is_own_result(verb, result)) return;
    std::vector<std::string> readings;
    auto syllables = parse_pinyin(plan_.form.pinyin);
    if (syllables && syllables->size() == length_utf8(form)) {
      syllables->erase(syllables->begin() + static_cast<std::ptrdiff_t>(length_utf8(verb)));
      syllables->insert(syllables->begin(), {"mei", 2});
      readings.push_back(to_marks(*syllables));
    }
    add("没" + verb + result, std::move(readings), "another form of " + entry_.headword);
  }

  /// The headword with a result that can come about: there is no 没买起 beside 买不起. Of a
  /// separable word the object may stand behind: 见不到面.
  bool is_own_result(const std::string& verb, std::string_view result) const {
    const std::string_view headword = entry_.headword;
    if (entry_.separable && headword.starts_with(verb) &&
        result.ends_with(headword.substr(verb.size()))) {
      result.remove_suffix(headword.size() - verb.size());
    } else if (headword != verb && headword != result && headword != verb + std::string(result)) {
      return false;
    }
    constexpr std::string_view kResults[] = {"上",   "到",   "见",   "懂",   "完",   "好",   "着",
                                             "成",   "住",   "掉",   "开",   "动",   "通",   "清",
                                             "清楚", "明白", "干净", "进去", "出来", "出去", "上来",
                                             "上去", "下来", "下去", "过来", "过去", "起来", "出"};
    return holds(kResults, result);
  }

  const Entry& entry_;
  const CardPlan& plan_;
  const WordSource& words_;
  std::vector<std::string> naming_;
  std::vector<Rival> rivals_;
};

}  // namespace

std::vector<Rival> rivals_of(const Entry& entry, const CardPlan& plan, std::size_t sentence,
                             const WordSource& words) {
  RivalFinder finder(entry, plan, words);
  if (plan.card.kind == CardKind::cloze) return finder.of_blank(plan.pool[sentence]);
  if (plan.card.kind == CardKind::recall) return finder.of_definition();
  return {};
}

}  // namespace lianxi
