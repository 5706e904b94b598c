#include "cards/frames.h"

#include <algorithm>
#include <optional>
#include <set>

#include "cards/division.h"
#include "cards/entry_lexicon.h"
#include "cards/grammar_words.h"
#include "cards/places.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kBlank = "＿";
constexpr std::string_view kClauseEnd = "。";
constexpr std::string_view kAnyPronoun = "他";
constexpr std::size_t kMostFrames = 6;

/// A word beside a blank; without a pinyin line, content in a row is one run of characters.
struct Token {
  std::string text;
  WordClass word_class{};
  bool is_run = false;
};

/// One side of a blank, as far as it is evidence.
struct Side {
  std::string text;        ///< from the blank outwards, in the order of the sentence
  std::size_t weight = 0;  ///< characters of it that are no pronoun, adverb or particle
  bool open = false;  ///< nothing beyond it matters: a determiner or 的 has fixed what is wanted
};

std::string first_characters(const std::string& text, std::size_t count) {
  return encode_utf8(decode_utf8(text).substr(0, count));
}
std::string last_characters(const std::string& text, std::size_t count) {
  const std::u32string characters = decode_utf8(text);
  return encode_utf8(characters.substr(characters.size() - std::min(count, characters.size())));
}

/// The clause around a blank, cut into words.
class Clause {
 public:
  Clause(const PoolSentence& pooled, const Division& division)
      : chinese_(pooled.sentence.chinese), pooled_(pooled), by_pinyin_(division.by_pinyin()) {
    words_ = division.words();
    std::size_t after = 0;
    while (after < words_.size() && words_[after].begin < pooled.whole.end()) ++after;
    std::size_t before = after;
    while (before > 0 && words_[before - 1].end() > pooled.whole.begin) --before;
    read_left(before);
    read_right(after);
  }

  std::vector<Token> left;   ///< nearest first
  std::vector<Token> right;  ///< nearest first

 private:
  std::string_view text(Span span) const {
    return std::string_view(chinese_).substr(span.begin, span.size);
  }
  /// What stands between two words parts clauses, unless it is nothing or blanks.
  bool joined(std::size_t begin, std::size_t end) const {
    return trim(std::string_view(chinese_).substr(begin, end - begin)).empty();
  }
  bool is_hidden(Span word) const {
    return std::any_of(pooled_.blanks.begin(), pooled_.blanks.end(), [&](const Span& blank) {
      return word.begin < blank.end() && blank.begin < word.end();
    });
  }

  void read_left(std::size_t before) {
    std::size_t first = before;
    std::size_t edge = pooled_.whole.begin;
    while (first > 0 && joined(words_[first - 1].end(), edge) && !is_hidden(words_[first - 1])) {
      edge = words_[--first].begin;
    }
    left = tokens(first, before);
    std::reverse(left.begin(), left.end());
  }
  void read_right(std::size_t after) {
    std::size_t last = after;
    std::size_t edge = pooled_.whole.end();
    while (last < words_.size() && joined(edge, words_[last].begin) && !is_hidden(words_[last])) {
      edge = words_[last++].end();
    }
    right = tokens(after, last);
  }

  std::vector<Token> tokens(std::size_t first, std::size_t last) const {
    std::vector<Token> found;
    if (by_pinyin_) {
      for (std::size_t i = first; i < last; ++i) {
        found.push_back({std::string(text(words_[i])), class_of(text(words_[i])), false});
      }
      return found;
    }
    if (first == last) return found;
    const std::string_view run = std::string_view(chinese_).substr(
        words_[first].begin, words_[last - 1].end() - words_[first].begin);
    constexpr std::string_view kHasNot = "没有";
    for (std::size_t at = 0; at < run.size();) {
      if (run.substr(at).starts_with(kHasNot)) {
        found.push_back({std::string(kHasNot), WordClass::content, false});
        at += kHasNot.size();
        continue;
      }
      const std::size_t size = grammar_word_size(run.substr(at));
      if (size > 0) {
        found.push_back({std::string(run.substr(at, size)), class_of(run.substr(at, size)), false});
        at += size;
        continue;
      }
      if (found.empty() || !found.back().is_run) found.push_back({"", WordClass::content, true});
      const std::size_t begin = at;
      decode_utf8(run, at);
      found.back().text += run.substr(begin, at - begin);
    }
    return found;
  }

  const std::string& chinese_;
  const PoolSentence& pooled_;
  bool by_pinyin_;
  std::vector<Span> words_;
};

/// The words that a run of characters may have beside the blank; a word is only itself.
std::vector<std::string> words_beside(const Token& token, bool on_the_left) {
  if (!token.is_run) return {token.text};
  const std::size_t length = length_utf8(token.text);
  std::vector<std::string> words;
  for (const std::size_t count : {2, 1, 3}) {
    if (count > length) continue;
    words.push_back(on_the_left ? last_characters(token.text, count)
                                : first_characters(token.text, count));
  }
  return words;
}

/// Verbs before which almost anything stands, and after which almost anything: alone they say
/// nothing, 跟他没有＿ says something.
bool is_light(const std::string& word) {
  return word == "有" || word == "没有" || word == "是" || word == "不是";
}

/// Walks left from the blank to the word that governs it; nothing where there is none.
std::vector<Side> governed_sides(const std::vector<Token>& left) {
  std::string text;
  bool open = false;
  bool attribute = false;  // 的 waits for what stands before it
  // 很大的＿: what 很 goes before only describes, and governs nothing.
  const auto describes = [&](std::size_t i) {
    const WordClass word_class = left[i].word_class;
    return attribute && i + 1 < left.size() && left[i + 1].word_class == WordClass::adverb &&
           (word_class == WordClass::content || word_class == WordClass::determiner);
  };
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Token& token = left[i];
    if (describes(i)) {
      attribute = false;
      text.insert(0, left[i + 1].text + token.text);
      ++i;
      continue;
    }
    switch (token.word_class) {
      case WordClass::aspect:
        continue;
      case WordClass::attribute:
        attribute = open = true;
        break;
      case WordClass::determiner:
        open = true;
        break;
      case WordClass::localizer:
        break;
      case WordClass::pronoun:
        attribute = false;
        text.insert(0, kAnyPronoun);
        continue;
      case WordClass::preposition:
        if (text.empty()) return {};
        return {{token.text + text, length_utf8(token.text + text), open}};
      case WordClass::content: {
        if (text.empty() && is_light(token.text)) break;
        std::vector<Side> sides;
        for (const std::string& word : words_beside(token, true)) {
          std::string whole = word + text;
          const std::size_t weight = length_utf8(whole);
          // A single character with nothing, or only 的, is too little: 有＿, 的 after 要.
          if (weight < 2 || (attribute && weight < 3)) continue;
          sides.push_back({std::move(whole), weight, open});
        }
        return sides;
      }
      default:
        return {};
    }
    text.insert(0, token.text);
  }
  return {};
}

/// The word right before the blank.
std::vector<Side> nearest_left(const std::vector<Token>& left) {
  for (const Token& token : left) {
    switch (token.word_class) {
      case WordClass::aspect:
        continue;
      case WordClass::pronoun:
        return {{std::string(kAnyPronoun), 0, false}};
      case WordClass::adverb:
        return {{token.text, 0, false}};
      case WordClass::preposition:
        return {{token.text, length_utf8(token.text), false}};
      case WordClass::content: {
        std::vector<Side> sides;
        for (std::string& word : words_beside(token, true)) {
          const std::size_t weight = length_utf8(word);
          sides.push_back({std::move(word), weight, false});
        }
        return sides;
      }
      default:
        return {};
    }
  }
  return {};
}

/// Walks right from the blank to the first word of content; at the end of the clause the side is
/// empty and has no weight.
std::vector<Side> right_sides(const std::vector<Token>& right) {
  std::string text;
  for (std::size_t i = 0; i < right.size(); ++i) {
    const Token& token = right[i];
    switch (token.word_class) {
      case WordClass::aspect:
      case WordClass::final:
        continue;
      case WordClass::conjunction:
      case WordClass::localizer:
        return {};
      case WordClass::pronoun: {
        const bool goes_on = i + 1 < right.size() && right[i + 1].word_class != WordClass::final;
        text += kAnyPronoun;
        if (!goes_on) return {{std::move(text), 0, false}};
        continue;
      }
      case WordClass::content: {
        // What goes on is another thing: 保护环境 says nothing of 保持环境卫生.
        const bool goes_on =
            i + 1 < right.size() && (right[i + 1].word_class == WordClass::content ||
                                     right[i + 1].word_class == WordClass::attribute);
        text += token.text;
        if (goes_on) text += right[i + 1].text;
        return {{std::move(text), length_utf8(token.text), false}};
      }
      default:
        text += token.text;
    }
  }
  if (!text.empty()) return {};
  return {{"", 0, false}};
}

Clause clause_of(const PoolSentence& pooled) {
  const WordSet no_words;
  return Clause(pooled, Division(pooled.sentence, no_words));
}

/// All frames of a blank, strongest first.
std::vector<std::string> all_frames(const PoolSentence& pooled, const Clause& clause) {
  const bool in_one_piece =
      std::any_of(pooled.blanks.begin(), pooled.blanks.end(), [&](const Span& blank) {
        return blank.begin <= pooled.whole.begin && blank.end() >= pooled.whole.end();
      });
  if (!in_one_piece) return {};
  const auto right = right_sides(clause.right);
  const bool ends_clause = right.size() == 1 && right.front().text.empty();
  std::vector<std::string> frames;
  const auto add = [&](std::string frame) {
    if (std::find(frames.begin(), frames.end(), frame) == frames.end()) {
      frames.push_back(std::move(frame));
    }
  };
  const std::string blank(kBlank);
  for (const Side& side : governed_sides(clause.left)) {
    if (side.open) add(side.text + blank);
    if (!side.open && ends_clause) add(side.text + blank + std::string(kClauseEnd));
  }
  for (const Side& before : nearest_left(clause.left)) {
    for (const Side& after : right) {
      if (!after.text.empty() && before.weight + after.weight >= 2) {
        add(before.text + blank + after.text);
      }
    }
  }
  std::stable_sort(frames.begin(), frames.end(), [](const std::string& a, const std::string& b) {
    return length_utf8(a) > length_utf8(b);
  });
  return frames;
}

/// What stands right beside the word, for forms that are made of both: 保持＿, ＿不上.
std::vector<std::string> form_frames(const Clause& clause) {
  std::vector<std::string> frames;
  if (!clause.left.empty() && clause.left.front().word_class == WordClass::content) {
    for (const std::string& word : words_beside(clause.left.front(), true)) {
      frames.push_back("[" + word + std::string(kBlank) + "]");
    }
  }
  // A complement is written in two words: bu shàng.
  const auto negates = [](const Token& token) { return token.text == "不" || token.text == "得"; };
  std::string before;
  auto token = clause.right.begin();
  while (token != clause.right.end() && negates(*token)) before += (token++)->text;
  const bool complements = token != clause.right.end() && !before.empty() &&
                           token->word_class == WordClass::localizer;  // bu shàng
  if (token == clause.right.end() || (token->word_class != WordClass::content && !complements)) {
    return frames;
  }
  for (const std::string& word : words_beside(*token, false)) {
    frames.push_back("[" + std::string(kBlank) + before + word + "]");
  }
  return frames;
}

/// Collects the uses of one entry, each frame of a word once.
class UseCollector {
 public:
  UseCollector(const Entry& entry, const Lexicon& lexicon)
      : entry_(entry), lexicon_(entry, lexicon) {}

  std::vector<FrameUse> collect(const CardSet& cards) {
    for (const CardPlan& plan : cards.cards) {
      if (plan.card.kind != CardKind::cloze) continue;
      for (const PoolSentence& pooled : plan.pool) add_form(plan, pooled);
    }
    for (const Contrast& contrast : entry_.contrasts) {
      if (contrast.word.empty() || contrast.word == entry_.headword) continue;
      for (const SentencePair& pair : contrast.pairs) add_pair(contrast, pair);
    }
    return std::move(uses_);
  }

 private:
  void add(const std::string& frame, const std::string& word, const std::string& sentence,
           bool wrong) {
    if (seen_.insert(frame + '\n' + word + (wrong ? "\nwrong" : "")).second) {
      uses_.push_back({frame, word, sentence, wrong});
    }
  }

  void add_all(const PoolSentence& pooled, const std::string& word, const std::string& sentence,
               bool wrong) {
    const Clause clause = clause_of(pooled);
    for (const std::string& frame : all_frames(pooled, clause)) add(frame, word, sentence, wrong);
    for (const std::string& frame : form_frames(clause)) add(frame, word, sentence, wrong);
  }

  void add_form(const CardPlan& plan, const PoolSentence& pooled) {
    if (pooled.wanted != plan.form.text) return;  // said twice, it stands elsewhere than alone
    add_all(pooled, plan.form.text, pooled.sentence.chinese, false);
    const std::string frame = form_frame(plan.form.text, entry_.headword);
    if (!frame.empty()) add(frame, entry_.headword, pooled.sentence.chinese, false);
  }

  /// The place of `word` in a sentence of a contrast.
  std::optional<PoolSentence> find(const Sentence& sentence, const std::string& word) const {
    std::string why;
    const Division division(sentence, lexicon_);
    const auto place = PlaceFinder(sentence, division, lexicon_, {word}).find(why);
    if (!place || place->wanted != word) return std::nullopt;
    PoolSentence pooled;
    pooled.sentence = sentence;
    pooled.blanks = place->parts;
    pooled.whole = place->whole;
    return pooled;
  }

  void add_pair(const Contrast& contrast, const SentencePair& pair) {
    const auto headword = find(pair.right, entry_.headword);
    const auto other = find(pair.right, contrast.word);
    if (headword.has_value() == other.has_value()) return;
    if (other) add_all(*other, contrast.word, pair.right.chinese, false);
    const std::string& right_word = other ? contrast.word : entry_.headword;
    const std::string& wrong_word = other ? entry_.headword : contrast.word;
    add_wrong(pair, other ? *other : *headword, right_word, wrong_word);
  }

  /// Where the halves differ in the word alone, the place of the wrong one is that of the right
  /// one, whose pinyin line says more.
  void add_wrong(const SentencePair& pair, const PoolSentence& right, const std::string& right_word,
                 const std::string& wrong_word) {
    std::string swapped = pair.right.chinese;
    swapped.replace(right.whole.begin, right_word.size(), wrong_word);
    if (fold(swapped) == fold(pair.wrong.chinese)) {
      add_all(right, wrong_word, pair.wrong.chinese, true);
    } else if (const auto wrong = find(pair.wrong, wrong_word)) {
      add_all(*wrong, wrong_word, pair.wrong.chinese, true);
    }
  }

  const Entry& entry_;
  EntryLexicon lexicon_;
  std::vector<FrameUse> uses_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<std::string> frames_of(const PoolSentence& pooled) {
  std::vector<std::string> frames = all_frames(pooled, clause_of(pooled));
  if (frames.size() > kMostFrames) frames.resize(kMostFrames);
  return frames;
}

bool is_strong_frame(std::string_view frame) {
  const std::size_t blank = frame.find(kBlank);
  if (blank == std::string_view::npos) return false;
  const std::size_t before = length_utf8(frame.substr(0, blank));
  std::string_view rest = frame.substr(blank + kBlank.size());
  if (rest == kClauseEnd) rest = {};
  const std::size_t after = length_utf8(rest);
  return before >= 3 || (before > 0 && after > 0 && before + after >= 3);
}

std::string form_frame(std::string_view form, std::string_view word) {
  const std::size_t at = form.find(word);
  if (word.empty() || at == std::string_view::npos || form.size() == word.size()) return "";
  return "[" + std::string(form.substr(0, at)) + std::string(kBlank) +
         std::string(form.substr(at + word.size())) + "]";
}

std::vector<FrameUse> frame_uses(const Entry& entry, const CardSet& cards, const Lexicon& lexicon) {
  return UseCollector(entry, lexicon).collect(cards);
}

}  // namespace lianxi
