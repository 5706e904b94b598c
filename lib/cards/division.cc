#include "cards/division.h"

#include <algorithm>
#include <utility>

#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Words longer than this are not looked for in the lexicon, in characters.
constexpr std::size_t kLongestWord = 8;

/// A longer run of syllables is a line that parts no words, and tells nothing of them.
constexpr std::size_t kLongestPinyinWord = 6;

/// Particles that pinyin often writes onto the word before them: "shìle" is still 试.
bool is_particle(std::string_view hanzi) {
  for (const std::string_view particle :
       {"了", "着", "过", "的", "地", "得", "们", "儿", "吗", "呢"}) {
    if (hanzi == particle) return true;
  }
  return false;
}

/// Words that look like a word with its particle and are another word: 觉得 does not hold 觉.
bool is_no_particle(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "觉得", "值得", "记得", "显得", "懂得", "晓得", "获得", "取得", "不得", "只得", "使得",
      "懒得", "免得", "省得", "认得", "舍得", "难得", "不过", "经过", "通过", "超过", "难过",
      "路过", "为了", "除了", "对了", "算了", "得了", "极了", "罢了", "有的", "别的", "真的",
      "目的", "是的", "似的", "接着", "跟着", "随着", "沿着", "向着", "我们", "你们", "他们",
      "她们", "它们", "咱们", "人们", "这儿", "那儿", "哪儿"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

std::string stands_inside(std::string_view word, std::string_view other) {
  return std::string(word).append(" stands inside ").append(other);
}

}  // namespace

Division::Division(const Sentence& sentence, const Lexicon& lexicon)
    : sentence_(sentence), lexicon_(lexicon) {
  const std::string_view chinese = sentence.chinese;
  hanzi_.reserve(chinese.size() / 3);
  for (std::size_t at = 0; at < chinese.size();) {
    const std::size_t begin = at;
    if (is_hanzi(decode_utf8(chinese, at))) hanzi_.push_back({{begin, at - begin}, false});
  }
  PinyinLine line = parse_pinyin_line(sentence.pinyin);
  if (line.syllables.size() != hanzi_.size()) return;
  syllables_ = std::move(line.syllables);
  std::size_t longest = 0;
  std::size_t begin = 0;
  for (const std::size_t end : line.ends) {
    if (end == begin) continue;
    hanzi_[begin].begins_word = true;
    longest = std::max(longest, end - begin);
    begin = end;
  }
  by_pinyin_ = longest > 1 && longest <= kLongestPinyinWord;
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
  return by_pinyin_ ? why_not_by_pinyin(span) : why_not_by_lexicon(span);
}

std::optional<std::string> Division::why_not_by_pinyin(Span span) const {
  const std::size_t first = index_at(span.begin);
  const std::size_t end = index_at(span.end());
  std::size_t last = end;
  while (last < hanzi_.size() && !boundary(last) && is_particle(text(hanzi_[last].span))) ++last;
  const auto is_other_word = [&] {
    const std::string_view longer = text({span.begin, hanzi_[last - 1].span.end() - span.begin});
    return is_no_particle(longer) || lexicon_.contains(longer);
  };
  if (boundary(first) && boundary(last) && (last == end || !is_other_word())) return std::nullopt;
  return stands_inside(text(span), text(word_around(span)));
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
      const std::string_view word = text({from, hanzi_[end - 1].span.end() - from});
      if (!lexicon_.contains(word)) continue;
      if (begin <= first && end >= last) return stands_inside(text(span), word);
      return std::string(text(span)).append(" or ").append(word) +
             ": two divisions are possible, add a pinyin line";
    }
  }
  return std::nullopt;
}

std::vector<Span> Division::words() const {
  std::vector<Span> words;
  for (std::size_t i = 0; i < hanzi_.size(); ++i) {
    if (by_pinyin_ && !boundary(i)) {
      words.back().size = hanzi_[i].span.end() - words.back().begin;
    } else {
      words.push_back(hanzi_[i].span);
    }
  }
  return words;
}

std::optional<Syllables> Division::syllables(Span span) const {
  if (syllables_.empty()) return std::nullopt;
  const auto first = static_cast<std::ptrdiff_t>(index_at(span.begin));
  const auto last = static_cast<std::ptrdiff_t>(index_at(span.end()));
  return Syllables(syllables_.begin() + first, syllables_.begin() + last);
}

}  // namespace lianxi
