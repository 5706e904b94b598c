#pragma once

// The table of pinyin syllables, without tones. It is spelled in one letter a sound, as it is
// searched: "v" for ü ("nv", "lve") and "E" for ê, which no syllable uses otherwise.

#include <cstdint>
#include <string_view>

namespace lianxi {

/// Letters as they are met, looked for in the whole table. As in the table's spelling, ü after j,
/// q, x and y is u, and "nue", "lue" are nüe, lüe.
class Spelling {
 public:
  /// One letter more, 'a'-'z' or 'E'. False where no syllable begins so: then the walk is over.
  bool add(char sign);
  /// The syllable, standard or rare, that the letters are; empty where they only begin one.
  std::string_view syllable() const;

 private:
  std::uint16_t at_ = 0;
};

/// One of the 402 syllables that the 8,105 standard characters have.
/// Source: the table of general standard Chinese characters (2013), readings of the Unihan
/// database.
bool is_standard_syllable(std::string_view spelled);

/// A syllable that dictionaries use beside those: interjections, dialect, onomatopoeia ("biang").
bool is_rare_syllable(std::string_view spelled);

/// "hm", "ng" and their like, without a vowel: inside a longer word only a tone mark tells them.
bool is_interjection(std::string_view spelled);

}  // namespace lianxi
