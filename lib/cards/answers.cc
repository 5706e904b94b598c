#include "cards/answers.h"

#include "cards/division.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

bool is_same_reading(const std::string& a, const std::string& b) {
  const auto left = parse_pinyin(a);
  const auto right = parse_pinyin(b);
  return left && right && *left == *right;
}

/// Of a polyphone the readings that the sentence shows; all of them where it does not say.
std::vector<std::string> readings_of_headword(const Entry& entry, const PoolSentence& pooled) {
  std::vector<std::string> shown, all;
  for (const Reading& reading : entry.readings) {
    const bool is_shown = is_same_reading(reading.pinyin, pooled.reading) ||
                          is_same_reading(reading.pinyin, pooled.sentence.reading);
    std::vector<std::string> spellings = {reading.pinyin};
    spellings.insert(spellings.end(), reading.also.begin(), reading.also.end());
    for (const std::string& spelling : spellings) {
      add_unique(all, spelling);
      if (is_shown) add_unique(shown, spelling);
    }
  }
  return shown.empty() ? all : shown;
}

/// A text and how it is read where it stands.
struct Spelling {
  std::string text, reading;
};

/// ＿过他一＿ may be answered with the whole stretch, ＿一＿ also with the doubled word.
std::vector<Spelling> other_spellings(const PoolSentence& pooled) {
  const WordSet no_words;
  const Division division(pooled.sentence, no_words);
  const auto add = [&](Span span, Spelling& spelling) {
    spelling.text += pooled.sentence.chinese.substr(span.begin, span.size);
    spelling.reading += to_marks(division.syllables(span).value_or(Syllables{}));
  };
  Spelling parts, whole;
  for (const Span blank : pooled.blanks) {
    const bool inside = blank.begin >= pooled.whole.begin && blank.end() <= pooled.whole.end();
    if (inside) add(blank, parts);
  }
  add(pooled.whole, whole);
  // 知不知道 is not 知知道.
  const bool negates =
      whole.text.find("不") != whole.text.npos || whole.text.find("没") != whole.text.npos;
  if (negates) return {whole};
  return {parts, whole};
}

/// The traditional form of a text that holds characters of the headword, as far as the entry knows
/// them: 聯繫不上, 幫幫忙.
std::string traditional_of(const Entry& entry, const std::string& text) {
  const std::u32string simplified = decode_utf8(entry.headword);
  const std::u32string traditional = decode_utf8(entry.traditional);
  if (simplified.size() != traditional.size()) return "";
  std::u32string result = decode_utf8(text);
  for (char32_t& c : result) {
    const std::size_t at = simplified.find(c);
    if (at != std::u32string::npos) c = traditional[at];
  }
  return encode_utf8(result);
}

/// A doubled word with every character in its full tone: kànkàn, where kànkan is written.
std::string full_reading(const Entry& entry, const std::string& doubled) {
  const std::u32string headword = decode_utf8(entry.headword);
  const auto reading =
      entry.readings.empty() ? std::nullopt : parse_pinyin(entry.readings.front().pinyin);
  if (!reading || reading->size() != headword.size()) return "";
  Syllables syllables;
  for (const char32_t c : decode_utf8(doubled)) {
    const std::size_t at = headword.find(c);
    if (at == std::u32string::npos) return "";
    syllables.push_back((*reading)[at]);
  }
  return to_marks(syllables);
}

std::vector<std::string> readings_of_wanted(const Entry& entry, const CardPlan& plan,
                                            const PoolSentence& pooled) {
  if (pooled.wanted == entry.headword) return readings_of_headword(entry, pooled);
  std::vector<std::string> readings;
  if (pooled.wanted == plan.form.text) add_unique(readings, plan.form.pinyin);
  if (readings.empty()) add_unique(readings, pooled.reading);
  if (pooled.wanted != plan.form.text) add_unique(readings, full_reading(entry, pooled.wanted));
  return readings;
}

}  // namespace

RightAnswers right_answers(const Entry& entry, const CardPlan& plan, const PoolSentence& pooled) {
  RightAnswers right{{pooled.wanted}, readings_of_wanted(entry, plan, pooled)};
  // Of the other word of a contrast the entry does not know it: 关繫 is no word.
  const bool own = plan.card.kind != CardKind::contrast || pooled.wanted == entry.headword;
  if (own) add_unique(right.characters, traditional_of(entry, pooled.wanted));
  for (const Spelling& spelling : other_spellings(pooled)) {
    if (spelling.text == pooled.wanted) continue;
    add_unique(right.characters, spelling.text);
    add_unique(right.characters, traditional_of(entry, spelling.text));
    add_unique(right.readings, spelling.reading);
  }
  return right;
}

}  // namespace lianxi
