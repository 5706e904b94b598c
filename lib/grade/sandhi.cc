#include "grade/sandhi.h"

#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

std::u32string only_hanzi(std::string_view text) {
  std::u32string hanzi;
  for (const char32_t c : decode_utf8(text)) {
    if (is_hanzi(c)) hanzi += c;
  }
  return hanzi;
}

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

/// A word whose characters stand against its syllables one by one.
class AlignedWord {
 public:
  AlignedWord(const Syllables& reading, std::u32string_view hanzi)
      : reading_(reading), hanzi_(hanzi) {}

  ToneSet right_tones(std::size_t at) const {
    ToneSet right;
    right.add(reading_[at].tone);
    if (hanzi_[at] == U'不' && reading_[at].letters == "bu") add_tones_of_not(at, right);
    if (hanzi_[at] == U'一' && reading_[at].letters == "yi") add_tones_of_one(at, right);
    if (reading_[at].tone == 3 && next_tone(at) == 3) right.add(2);
    return right;
  }

 private:
  /// The character `steps` after `at`, 0 where the word has none.
  char32_t hanzi_after(std::size_t at, std::size_t steps = 1) const {
    return at + steps < hanzi_.size() ? hanzi_[at + steps] : 0;
  }
  char32_t hanzi_before(std::size_t at) const { return at > 0 ? hanzi_[at - 1] : 0; }

  /// The written tone of the next syllable; 0 at the end of the word.
  int next_tone(std::size_t at) const {
    std::size_t next = at + 1;
    while (next < reading_.size() && reading_[next].erhua) ++next;
    return next < reading_.size() ? reading_[next].tone : 0;
  }

  void add_tones_of_not(std::size_t at, ToneSet& right) const {
    right.add(4);
    if (next_tone(at) == 4) right.add(2);
    if (is_between_equals(at) || is_in_complement(at)) right.add(0);
  }

  void add_tones_of_one(std::size_t at, ToneSet& right) const {
    right.add(1);
    if (is_number(at)) return;
    const bool before_measure = is_one_of(hanzi_after(at), U"个個箇");
    const int next = next_tone(at);
    if (next == 4 || before_measure) {
      right.add(2);
    } else if (next != 0) {
      right.add(4);
    }
    if (is_between_equals(at)) right.add(0);
  }

  /// V不V and V一V: 看一看, 好不好, 喜不喜欢, 知道不知道.
  bool is_between_equals(std::size_t at) const {
    for (std::size_t length = 1; length <= at && at + length < hanzi_.size(); ++length) {
      if (hanzi_.substr(at - length, length) == hanzi_.substr(at + 1, length)) return true;
    }
    return false;
  }

  /// V不C: 对不起, 联系不上, 看不出来. What follows 不 must be a complement and end the word. In
  /// words of four characters and more many of these are plain verbs (视而不见, 纹丝不动): fewer
  /// count.
  bool is_in_complement(std::size_t at) const {
    const std::u32string_view tail = hanzi_.substr(at + 1);
    if (at == 0 || is_one_of(hanzi_before(at), U"很还都也并从绝决毫就真太才再更最")) return false;
    if (tail.size() == 2) {
      return (is_one_of(tail[0], U"上下进出回过起开進過開") && is_one_of(tail[1], U"来去來")) ||
             tail == U"清楚" || tail == U"明白";
    }
    constexpr std::u32string_view kAlways = U"上到了起着著来來";
    constexpr std::u32string_view kAfterOneVerb =
        U"下去过過见見住完开開出进進回好懂清动動得及成掉定多通惯慣倒够夠透满滿齐齊";
    return tail.size() == 1 &&
           (is_one_of(tail[0], kAlways) || (at == 1 && is_one_of(tail[0], kAfterOneVerb)));
  }

  /// 一 that counts or orders keeps its tone: 第一, 十一, 一月, 一号, 一月一日, 一楼, 一年级, and at
  /// the end. Without its month 一日 may also be a day's length: 一日三餐.
  bool is_number(std::size_t at) const {
    constexpr std::u32string_view kDigits = U"〇零一二三四五六七八九";
    const char32_t before = hanzi_before(at);
    const char32_t after = hanzi_after(at);
    return after == 0 || before == U'第' || before == U'十' || is_one_of(before, kDigits) ||
           is_one_of(after, kDigits) || is_one_of(after, U"月号號楼樓") ||
           (before == U'月' && after == U'日') ||
           (after == U'年' && is_one_of(hanzi_after(at, 2), U"级級"));
  }

  const Syllables& reading_;
  std::u32string_view hanzi_;
};

bool is_erhua(const Syllable& syllable, bool first) {
  return syllable.erhua || (!first && syllable.letters == "er" && syllable.tone == 0);
}

}  // namespace

std::vector<SpokenSyllable> spoken_syllables(const Syllables& reading,
                                             std::string_view characters) {
  const std::u32string hanzi = only_hanzi(characters);
  const bool aligned = hanzi.size() == reading.size();
  const AlignedWord word(reading, hanzi);
  std::vector<SpokenSyllable> spoken;
  for (std::size_t at = 0; at < reading.size(); ++at) {
    if (is_erhua(reading[at], spoken.empty()) && !spoken.empty()) {
      spoken.back().erhua = true;
      continue;
    }
    SpokenSyllable syllable{reading[at].letters, reading[at].tone, false, {}};
    syllable.right.add(syllable.tone);
    if (aligned) syllable.right = word.right_tones(at);
    spoken.push_back(std::move(syllable));
  }
  return spoken;
}

}  // namespace lianxi
