#pragma once

// Judging a typed answer: folded, compared syllable by syllable, letters and tones apart. The
// verdict proposes a rating; null asks again. The rules are the product's section on typed
// answers; the first verdict that fits counts: right, untoned, tone, rival, other_word, letters,
// wrong, shown. Pure: what the learner knows comes in as a function.
//
// Without an input method a word is typed in pinyin. Where the learner knows several words of that
// sound, the right sound is asked again with their characters to choose from, by digit.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/rating.h"

namespace lianxi {

/// Another word that a blank or a definition admits.
struct RivalWord {
  std::string word;                   ///< 关系, or the form with the rival put in: 保持联络
  std::vector<std::string> readings;  ///< marked pinyin
};

/// A word the collection knows, found under what was typed.
struct KnownWord {
  std::string headword;
  std::string reading;
  bool begun = false;  ///< the learner has begun it
};

/// What would be right, and what else could be meant.
struct Wanted {
  std::vector<std::string> characters;  ///< every spelling: simplified first, then traditional
  /// Marked pinyin: as written first, then whatever else is accepted, which is right by leniency.
  /// A dictionary adds its own readings here, the full tone of a light syllable among them.
  std::vector<std::string> readings;
  bool asks_reading = false;          ///< a `reading` card: only pinyin answers it
  bool any_reading = false;           ///< the readings are different words, each as right
  std::vector<std::string> accepted;  ///< typed texts the learner has accepted for good
  std::vector<RivalWord> rivals;
  /// Words known under typed characters or typed pinyin (with tones); may be empty. It is asked
  /// for pinyin as it was typed, then in to_numbers() form: "guanxi14" also as "guan1xi4".
  std::function<std::vector<KnownWord>(std::string_view typed)> lookup;
};

/// One typed try before this one, of the same question.
struct Attempt {
  std::string typed;
  Verdict verdict{};
  friend bool operator==(const Attempt&, const Attempt&) = default;
};

/// How one wanted syllable fared.
struct SyllableResult {
  std::string wanted;  ///< "xì"
  int wanted_tone = 0;
  int typed_tone = 0;  ///< what was given, 0 for none
  bool letters_right = false;
  bool tone_right = false;
  bool tone_typed = false;  ///< a tone was given, be it the neutral one
};

struct Judgement {
  Verdict verdict{};
  std::optional<Rating> proposed;         ///< nothing: asked again, no penalty
  std::string message;                    ///< one line in words: "xì: you gave 2, wanted 4"
  std::vector<SyllableResult> syllables;  ///< empty when characters were typed
  bool lenient = false;                   ///< right by a tolerated variant; out of the statistics
  /// The sound is right and these words have it: the next attempt says which, in characters or by
  /// the digit of its place, from 1.
  std::vector<std::string> choices{};
};

/// Judges `typed`. `earlier` are the attempts at this question so far, oldest first: they decide
/// whether "untoned" or a part of the form is asked again or counts, and what a digit chooses.
Judgement grade(std::string_view typed, const Wanted& wanted, const std::vector<Attempt>& earlier);

}  // namespace lianxi
