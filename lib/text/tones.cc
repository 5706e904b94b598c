#include "text/tones.h"

#include <algorithm>
#include <span>

#include "text/pinyin.h"
#include "text/pinyin_signs.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// The syllables of one word of the text.
void add_word(std::string_view text, std::span<const PinyinSign> word,
              std::vector<ToneSpan>& spans) {
  const std::size_t end = grapheme_end(text, word.back().offset);
  const auto syllables = parse_pinyin(text.substr(word.front().offset, end - word.front().offset));
  if (!syllables || !std::ranges::all_of(word, is_letter)) return;
  std::size_t at = 0;
  for (const Syllable& syllable : *syllables) {
    const std::size_t next = at + to_signs(syllable.letters).size();
    if (next > word.size()) return;
    const std::size_t from = word[at].offset;
    const std::size_t to = grapheme_end(text, word[next - 1].offset);
    if (syllable.erhua && at > 0) {
      spans.back().span.size = to - spans.back().span.begin;  // said with the syllable before it
    } else {
      spans.push_back({{from, to - from}, syllable.tone});
    }
    at = next;
  }
}

}  // namespace

std::vector<ToneSpan> tone_spans(std::string_view pinyin) {
  const PinyinSigns signs = read_pinyin_signs(pinyin);
  std::vector<ToneSpan> spans;
  for (std::size_t begin = 0; begin < signs.size();) {
    std::size_t end = begin + 1;
    while (end < signs.size() && signs[end].gap != Gap::word) ++end;
    add_word(pinyin, std::span(signs).subspan(begin, end - begin), spans);
    begin = end;
  }
  return spans;
}

}  // namespace lianxi
