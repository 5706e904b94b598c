#pragma once

// A pinyin line against the characters it stands for, syllable by syllable.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/pinyin.h"

namespace lianxi {

/// A reading that an entry itself gives a character: 好 in 好好儿 hǎohāor.
struct OwnReading {
  char32_t character;
  Syllable syllable;
};
using OwnReadings = std::vector<OwnReading>;

/// Adds what `pinyin` says of the characters of `word`, where it has a syllable for each.
void add_readings(OwnReadings& own, std::string_view word, std::string_view pinyin);

/// Something wrong with a pinyin line.
struct PinyinSlip {
  std::size_t offset = 0;  ///< the byte of the line where it begins
  std::string_view code;   ///< not-pinyin, syllable-count or no-such-reading
  std::string text;
};

/// What is wrong with `pinyin` as the reading of the characters in `chinese`: words that are no
/// pinyin; else another number of syllables than of characters; else syllables that are no reading
/// of their character, neither anywhere (text/readings.h) nor in `own`. Latin letters and figures
/// in `chinese` want the same in `pinyin`; where they stand there otherwise, nothing is said.
std::vector<PinyinSlip> pinyin_slips(std::string_view chinese, std::string_view pinyin,
                                     const OwnReadings& own);

}  // namespace lianxi
