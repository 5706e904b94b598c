#pragma once

// Pinyin as a learner types it. Digits may follow each syllable or stand together at the end, and
// nothing may part the syllables, so most answers can be divided only by holding them against what
// was wanted; where they cannot be, they are divided as well as they can for the message.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grade/sandhi.h"
#include "text/pinyin_signs.h"

namespace lianxi {

/// A tone that was not typed. An explicit 0 or 5 is neutral: 0.
inline constexpr int kNoTone = -1;

/// The tone that counts: none typed is a neutral one.
constexpr int tone_given(int typed) { return typed == kNoTone ? 0 : typed; }

/// What a learner gave for one syllable.
struct TypedSyllable {
  std::string letters;  ///< lower case, ü as "ü", without the r of erhua
  int tone = kNoTone;
  bool erhua = false;
};

class TypedPinyin {
 public:
  explicit TypedPinyin(std::string_view text);

  /// True when any tone mark or digit was typed.
  bool toned() const { return toned_; }

  /// The tones given for each of these syllables; nothing when the letters are not theirs, or when
  /// digits and marks divide them in another way. Typed: "lianxi24" for lián, xì gives {2, 4}.
  std::optional<std::vector<int>> tones_for(std::span<const SpokenSyllable> wanted) const;

  /// The syllables that were typed, whatever was wanted; nothing when they cannot be told.
  std::optional<std::vector<TypedSyllable>> divided() const;
  /// The same in to_numbers() form: "guanxi14" as "guan1xi4".
  std::optional<std::string> numbered() const;

 private:
  std::optional<std::vector<TypedSyllable>> divided_by_digits() const;
  std::optional<std::vector<int>> end_tones_for(std::span<const SpokenSyllable> wanted) const;

  std::string text_;        ///< without the digits at the end
  PinyinSigns signs_;       ///< likewise
  std::string end_digits_;  ///< two or more at the end, for all syllables
  bool toned_ = false;
  bool readable_ = true;  ///< false: digits both inside and in a row at the end
};

}  // namespace lianxi
