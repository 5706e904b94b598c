#pragma once

// The table of pinyin syllables, without tones. It is spelled in one letter a sound, as it is
// searched: "v" for ü ("nv", "lve") and "E" for ê, which no syllable uses otherwise.

#include <cstdint>
#include <string>
#include <string_view>

namespace lianxi {

/// A spelling of at most six letters, five bits each; 0 is the empty one.
using PackedSpelling = std::uint32_t;

/// The same with one more letter, 'a'-'z' or 'E'.
constexpr PackedSpelling add_letter(PackedSpelling packed, char sign) {
  return packed << 5 | (sign == 'E' ? 27U : static_cast<PackedSpelling>(sign - 'a' + 1));
}

constexpr PackedSpelling pack_spelling(std::string_view spelled) {
  PackedSpelling packed = 0;
  for (const char sign : spelled) packed = add_letter(packed, sign);
  return packed;
}

std::string unpack_spelling(PackedSpelling packed);

/// What a spelling is in the table.
enum class Spelled : std::uint8_t {
  nothing,    ///< no syllable begins so
  beginning,  ///< a longer one does
  standard,   ///< is_standard_syllable()
  rare,       ///< is_rare_syllable()
};
/// One look into a hash table.
Spelled look_up(PackedSpelling packed);

/// One of the 402 syllables that the 8,105 standard characters have.
/// Source: the table of general standard Chinese characters (2013), readings of the Unihan
/// database.
bool is_standard_syllable(std::string_view spelled);

/// A syllable that dictionaries use beside those: interjections, dialect, onomatopoeia ("biang").
bool is_rare_syllable(std::string_view spelled);

/// "hm", "ng" and their like, without a vowel: inside a longer word only a tone mark tells them.
bool is_interjection(PackedSpelling spelled);

}  // namespace lianxi
