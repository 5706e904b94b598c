#pragma once

// What was typed, held against the readings that would be right: how the tones of the closest one
// fared, and what to say of it.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "grade/grade.h"
#include "grade/sandhi.h"
#include "grade/typed_pinyin.h"

namespace lianxi {

/// One reading that would be right.
struct ReadingForms {
  std::vector<SpokenSyllable> syllables;  ///< empty when it is no pinyin
  bool as_written = false;                ///< not right by leniency alone
};

/// The readings of a question, with the tone changes its characters allow.
std::vector<ReadingForms> readings_of(const Wanted& wanted);

/// The letters of a reading were typed; the tones may be others.
struct Fit {
  const ReadingForms* reading = nullptr;
  std::vector<int> tones;  ///< as typed, kNoTone where none was
  std::size_t wrong = 0;   ///< tones that are not right
  bool lenient = false;    ///< not as written
};

/// The reading whose letters were typed with the fewest wrong tones, the first of equals.
std::optional<Fit> best_fit(const TypedPinyin& typed, std::span<const ReadingForms> readings);

/// How each syllable fared, and "xì: you gave 2, wanted 4; ..." of those with a wrong tone.
std::vector<SyllableResult> results_of(const Fit& fit);
std::string tone_message(const Fit& fit);

/// Likewise where the letters fit no reading: syllable against syllable, empty where not as many
/// were typed as the reading has; and "xì: you typed shi2; ..." of those that are wrong.
std::vector<SyllableResult> results_of(std::span<const TypedSyllable> typed,
                                       const ReadingForms& reading);
std::string letters_message(std::span<const TypedSyllable> typed, const ReadingForms& reading,
                            std::span<const SyllableResult> results);

}  // namespace lianxi
