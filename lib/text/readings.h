#pragma once

// How each Chinese character may be read. The table is made when the program is built, from the
// Unihan database (readings.awk), and looked up where it lies: nothing is prepared at the start.

#include "text/pinyin.h"

namespace lianxi {

/// The readings of a character, the most usual first; empty where none is known. 一 and 不 have
/// their citation tones only. Source: Unihan (Unicode 15), fields kMandarin, kTGHZ2013, kXHC1983
/// and kHanyuPinlu; kHanyuPinyin for characters that are in neither of the two dictionaries.
Syllables readings_of(char32_t character);

/// True for a reading of the character, for the letters of one in the neutral tone (which any
/// syllable may have inside a word), and for the "r" of 儿.
bool is_reading(const Syllable& syllable, char32_t character);

}  // namespace lianxi
