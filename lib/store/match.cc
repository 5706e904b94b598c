#include "store/match.h"

#include <span>

#include "text/utf8.h"

namespace lianxi::store {
namespace {

bool fits(const TypedPinyin& typed, std::span<const SpokenSyllable> syllables) {
  const auto tones = typed.tones_for(syllables);
  if (!tones) return false;
  for (std::size_t i = 0; i < syllables.size(); ++i) {
    if ((*tones)[i] != kNoTone && !syllables[i].right.has((*tones)[i])) return false;
  }
  // "xian1" is one syllable, although a part of its tones would fit xī'ān too.
  const auto divided = typed.toned() ? typed.divided() : std::nullopt;
  return !divided || divided->size() == syllables.size();
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’' || c == U'ʼ'; }

}  // namespace

bool reads_as(const TypedPinyin& typed, std::string_view pinyin, std::string_view headword) {
  const auto reading = parse_pinyin(pinyin);
  if (!reading) return false;
  const std::vector<SpokenSyllable> spoken = spoken_syllables(*reading, headword);
  const std::span syllables(spoken);
  for (std::size_t from = 0; from < syllables.size(); ++from) {
    for (std::size_t length = 1; from + length <= syllables.size(); ++length) {
      if (fits(typed, syllables.subspan(from, length))) return true;
    }
  }
  return false;
}

std::string spaced_words(std::string_view text) {
  std::string words = " ";
  std::string word;
  const auto end_word = [&] {
    const std::string folded = fold(word);
    if (!folded.empty()) words += folded + " ";
    word.clear();
  };
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = decode_utf8(text, offset);
    if (is_apostrophe(c)) continue;
    if (is_punctuation_or_space(c)) {
      end_word();
    } else {
      append_utf8(word, c);
    }
  }
  end_word();
  return words;
}

}  // namespace lianxi::store
