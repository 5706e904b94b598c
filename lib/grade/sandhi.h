#pragma once

// Which tones are right for a syllable besides the one that is written. Dictionaries write 不 and
// 一 and two third tones in a row as if each syllable stood alone; learners type what they hear.
// The rules need the characters: 一 changes its tone, 衣 does not.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/pinyin.h"

namespace lianxi {

/// A set of tones: 1-4, and 0 for neutral.
class ToneSet {
 public:
  void add(int tone) { bits_ = static_cast<std::uint8_t>(bits_ | 1U << tone); }
  bool has(int tone) const { return (bits_ >> tone & 1U) != 0; }

 private:
  std::uint8_t bits_ = 0;
};

/// One syllable as it is spoken: the 儿 that colours it is a part of it.
struct SpokenSyllable {
  std::string letters;  ///< as in Syllable, without the r
  int tone = 0;         ///< as written
  bool erhua = false;
  ToneSet right;  ///< every tone that is right here, the written one among them
};

/// The syllables of a reading, with the tones that are right for each. `characters` is the word
/// they are the reading of; where it has not one character a syllable, only the written tones are
/// right. An "er" without tone after another syllable is the same as an erhua "r".
std::vector<SpokenSyllable> spoken_syllables(const Syllables& reading, std::string_view characters);

}  // namespace lianxi
