#include "cards/division.h"

#include <algorithm>

#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Words longer than this are not looked for in the lexicon, in characters.
constexpr std::size_t kLongestWord = 8;

/// Particles that pinyin often writes onto the word before them: "shìle" is still 试.
bool is_particle(std::string_view hanzi) {
  for (const std::string_view particle :
       {"了", "着", "过", "的", "地", "得", "们", "儿", "吗", "呢"}) {
    if (hanzi == particle) return true;
  }
  return false;
}

}  // namespace

Division::Division(const Sentence& sentence, const Lexicon& lexicon)
    : sentence_(sentence), lexicon_(lexicon) {
  const std::string_view chinese = sentence.chinese;
  for (std::size_t at = 0; at < chinese.size();) {
    const std::size_t begin = at;
    if (is_hanzi(decode_utf8(chinese, at))) hanzi_.push_back({{begin, at - begin}, false});
  }
  std::vector<std::size_t> starts;
  for (const Syllables& word : parse_pinyin_words(sentence.pinyin)) {
    if (word.empty()) continue;
    starts.push_back(syllables_.size());
    syllables_.insert(syllables_.end(), word.begin(), word.end());
  }
  if (syllables_.size() != hanzi_.size()) {
    syllables_.clear();
    return;
  }
  for (const std::size_t start : starts) hanzi_[start].begins_word = true;
}

std::size_t Division::index_at(std::size_t offset) const {
  const auto found = std::lower_bound(
      hanzi_.begin(), hanzi_.end(), offset,
      [](const Hanzi& hanzi, std::size_t value) { return hanzi.span.begin < value; });
  return static_cast<std::size_t>(found - hanzi_.begin());
}

/// A word ends before this character: by the pinyin line, or because something else than a
/// character stands between.
bool Division::boundary(std::size_t index) const {
  return index == 0 || index >= hanzi_.size() || hanzi_[index].begins_word ||
         hanzi_[index - 1].span.end() != hanzi_[index].span.begin;
}

Span Division::word_around(Span span) const {
  std::size_t first = index_at(span.begin);
  std::size_t last = index_at(span.end());
  while (!boundary(first)) --first;
  while (!boundary(last)) ++last;
  const std::size_t begin = hanzi_[first].span.begin;
  return {begin, hanzi_[last - 1].span.end() - begin};
}

std::optional<std::string> Division::why_not_word(Span span) const {
  return syllables_.empty() ? why_not_by_lexicon(span) : why_not_by_pinyin(span);
}

std::optional<std::string> Division::why_not_by_pinyin(Span span) const {
  const std::size_t first = index_at(span.begin);
  std::size_t last = index_at(span.end());
  while (last < hanzi_.size() && !boundary(last) && is_particle(text(hanzi_[last].span))) ++last;
  if (boundary(first) && boundary(last)) return std::nullopt;
  return text(span) + " stands inside " + text(word_around(span));
}

std::optional<std::string> Division::why_not_by_lexicon(Span span) const {
  const std::size_t first = index_at(span.begin);
  const std::size_t last = index_at(span.end());
  const std::size_t earliest = first > kLongestWord ? first - kLongestWord : 0;
  for (std::size_t begin = earliest; begin < last; ++begin) {
    for (std::size_t end = first + 1; end <= std::min(begin + kLongestWord, hanzi_.size()); ++end) {
      const bool within = begin >= first && end <= last;
      if (end <= begin + 1 || within) continue;
      const std::size_t from = hanzi_[begin].span.begin;
      const std::string word = text({from, hanzi_[end - 1].span.end() - from});
      if (!lexicon_.contains(word)) continue;
      if (begin <= first && end >= last) return text(span) + " stands inside " + word;
      return text(span) + " or " + word + ": two divisions are possible, add a pinyin line";
    }
  }
  return std::nullopt;
}

std::optional<Syllables> Division::syllables(Span span) const {
  if (syllables_.empty()) return std::nullopt;
  const auto first = static_cast<std::ptrdiff_t>(index_at(span.begin));
  const auto last = static_cast<std::ptrdiff_t>(index_at(span.end()));
  return Syllables(syllables_.begin() + first, syllables_.begin() + last);
}

}  // namespace lianxi
