#pragma once

// The table of pinyin syllables, without tones. It is spelled in one letter a sound, as it is
// searched: "v" for ü ("nv", "lve") and "E" for ê, which no syllable uses otherwise.

#include <string_view>

namespace lianxi {

/// One of the 402 syllables that the 8,105 standard characters have.
/// Source: the table of general standard Chinese characters (2013), readings of the Unihan
/// database.
bool is_standard_syllable(std::string_view spelled);

/// A syllable that dictionaries use beside those: interjections, dialect, onomatopoeia ("biang").
bool is_rare_syllable(std::string_view spelled);

/// "hm", "ng" and their like, without a vowel: inside a longer word only a tone mark tells them.
bool is_interjection(std::string_view spelled);

}  // namespace lianxi
