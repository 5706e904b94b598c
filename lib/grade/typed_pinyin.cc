#include "grade/typed_pinyin.h"

#include <algorithm>

#include "text/pinyin.h"

namespace lianxi {
namespace {

bool is_toned(const PinyinSign& sign) { return is_digit(sign) || sign.tone != 0; }

/// 0-5 as a tone; nothing for the digits beyond.
std::optional<int> tone_of_digit(char digit) {
  if (digit > '5') return std::nullopt;
  return digit == '5' ? 0 : digit - '0';
}

/// Walks along what was typed, wanted syllable by wanted syllable.
class Walk {
 public:
  Walk(std::span<const PinyinSign> typed, bool breaks_hold)
      : typed_(typed), breaks_hold_(breaks_hold) {}

  bool at_end() const { return at_ == typed_.size(); }

  /// The tone given for `wanted` (kNoTone for none) if what stands here is its letters.
  std::optional<int> syllable(const SpokenSyllable& wanted) {
    tone_ = kNoTone;
    const bool right =
        letters(to_signs(wanted.letters)) && digit() && (!wanted.erhua || (erhua() && digit()));
    return right ? std::optional<int>(tone_) : std::nullopt;
  }

 private:
  bool letters(std::string_view wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i, ++at_) {
      if (at_end() || !same_sound(typed_[at_].sign, wanted, i)) return false;
      if (i > 0 && breaks_hold_ && typed_[at_].gap == Gap::joint) return false;
      if (typed_[at_].tone == 0) continue;
      if (tone_ != kNoTone) return false;  // two marks are two syllables: xīān is not xiān
      tone_ = typed_[at_].tone;
    }
    return true;
  }

  /// After j, q, x, y the two letters u and ü are one sound; "nue", "lue" can only mean nüe, lüe.
  static bool same_sound(char typed, std::string_view wanted, std::size_t i) {
    if (typed == wanted[i]) return true;
    if (wanted[i] == 'E') return typed == 'e';
    if (wanted[i] == 'v') return typed == 'u' && wanted.ends_with("ve");
    constexpr std::string_view kBeforeU = "jqxy";
    return wanted[i] == 'u' && typed == 'v' && i == 1 && kBeforeU.find(wanted[0]) != kBeforeU.npos;
  }

  /// A digit if there is one; false if it contradicts a tone already given.
  bool digit() {
    if (at_end() || !is_digit(typed_[at_])) return true;
    const auto tone = tone_of_digit(typed_[at_].sign);
    ++at_;
    return tone && set_tone(*tone);
  }

  /// The 儿 of erhua: "r" or "er", in itself without tone.
  bool erhua() {
    if (!at_end() && typed_[at_].sign == 'e' && typed_[at_].tone == 0) ++at_;
    if (at_end() || typed_[at_].sign != 'r' || typed_[at_].tone != 0) return false;
    ++at_;
    return true;
  }

  /// A neutral 儿 ("na3r5") says nothing about the syllable it colours.
  bool set_tone(int tone) {
    if (tone_ > 0 && tone == 0) return true;
    if (tone_ != kNoTone && tone_ != tone) return false;
    tone_ = tone;
    return true;
  }

  std::span<const PinyinSign> typed_;
  bool breaks_hold_;
  std::size_t at_ = 0;
  int tone_ = kNoTone;
};

}  // namespace

TypedPinyin::TypedPinyin(std::string_view text) : text_(text), signs_(read_pinyin_signs(text)) {
  toned_ = std::ranges::any_of(signs_, is_toned);
  std::size_t letters = signs_.size();
  while (letters > 0 && is_digit(signs_[letters - 1])) --letters;
  if (signs_.size() - letters < 2 || letters == 0) return;  // a single digit is its syllable's
  for (std::size_t i = letters; i < signs_.size(); ++i) end_digits_ += signs_[i].sign;
  text_.resize(signs_[letters].offset);
  signs_.resize(letters);
  readable_ = std::ranges::none_of(signs_, is_toned);
}

std::optional<std::vector<int>> TypedPinyin::tones_for(
    std::span<const SpokenSyllable> wanted) const {
  if (!readable_) return std::nullopt;
  // An apostrophe is a slip while there are no tones; with them it says where a syllable begins.
  Walk walk(signs_, toned_);
  std::vector<int> tones;
  for (const SpokenSyllable& syllable : wanted) {
    const auto tone = walk.syllable(syllable);
    if (!tone) return std::nullopt;
    tones.push_back(*tone);
  }
  if (!walk.at_end()) return std::nullopt;
  return end_digits_.empty() ? tones : end_tones_for(wanted);
}

/// The digits at the end belong one to each syllable, or one to each that cannot be light, or one
/// to each with the 儿 of erhua counted too.
std::optional<std::vector<int>> TypedPinyin::end_tones_for(
    std::span<const SpokenSyllable> wanted) const {
  const auto count = [&](auto&& rule) {
    return static_cast<std::size_t>(std::ranges::count_if(wanted, rule));
  };
  const auto is_full = [](const SpokenSyllable& s) { return !s.right.has(0); };
  const std::size_t digits = end_digits_.size();
  const bool each = digits == wanted.size();
  const bool each_full = !each && digits == count(is_full);
  const bool with_erhua = digits == wanted.size() + count(&SpokenSyllable::erhua);
  if (!each && !each_full && !with_erhua) return std::nullopt;
  std::vector<int> tones;
  std::size_t at = 0;
  for (const SpokenSyllable& syllable : wanted) {
    if (each_full && !is_full(syllable)) {
      tones.push_back(kNoTone);
      continue;
    }
    const auto tone = tone_of_digit(end_digits_[at++]);
    if (!tone) return std::nullopt;
    tones.push_back(*tone);
    if (!each && with_erhua && syllable.erhua && tone_of_digit(end_digits_[at++]) != 0) {
      return std::nullopt;
    }
  }
  return tones;
}

std::optional<std::vector<TypedSyllable>> TypedPinyin::divided() const {
  if (!readable_) return std::nullopt;
  const auto syllables = parse_pinyin(text_);
  auto by_digits = divided_by_digits();
  if (!syllables) return by_digits;
  std::vector<TypedSyllable> typed;
  for (const Syllable& syllable : *syllables) {
    if (syllable.erhua && !typed.empty()) {
      typed.back().erhua = true;
    } else {
      typed.push_back({syllable.letters, syllable.tone == 0 ? kNoTone : syllable.tone});
    }
  }
  if (by_digits && by_digits->size() == typed.size()) {
    // A reading does not tell a neutral tone that was typed from none.
    for (std::size_t i = 0; i < typed.size(); ++i) typed[i].tone = (*by_digits)[i].tone;
  }
  if (end_digits_.empty()) return typed;
  if (end_digits_.size() != typed.size()) return std::nullopt;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    typed[i].tone = tone_of_digit(end_digits_[i]).value_or(kNoTone);
  }
  return typed;
}

std::optional<std::string> TypedPinyin::numbered() const {
  const auto typed = divided();
  if (!typed) return std::nullopt;
  Syllables syllables;
  for (const TypedSyllable& syllable : *typed) {
    syllables.push_back({syllable.letters, tone_given(syllable.tone)});
    if (syllable.erhua) syllables.push_back({"r", 0, true});
  }
  return to_numbers(syllables);
}

/// "lain2xi4" holds no syllable "lain", but its digits say well enough what was meant as one.
std::optional<std::vector<TypedSyllable>> TypedPinyin::divided_by_digits() const {
  std::vector<TypedSyllable> typed;
  std::string letters;
  for (const PinyinSign& sign : signs_) {
    if (is_letter(sign)) {
      letters += sign.sign;
    } else if (const auto tone = tone_of_digit(sign.sign);
               is_digit(sign) && tone && !letters.empty()) {
      typed.push_back({from_signs(letters), *tone});
      letters.clear();
    } else {
      return std::nullopt;
    }
  }
  if (!letters.empty() || typed.empty()) return std::nullopt;
  return typed;
}

}  // namespace lianxi
