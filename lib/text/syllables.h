#pragma once

// The table of pinyin syllables, without tones. It is spelled in one letter a sound, as it is
// searched: "v" for ü ("nv", "lve") and "E" for ê, which no syllable uses otherwise.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lianxi {

/// The letters of a syllable, in place: a table of pointers would be work at every start.
struct SyllableText {
  std::array<char, 7> letters{};
  std::uint8_t size = 0;
  constexpr SyllableText() = default;
  constexpr explicit SyllableText(std::string_view text)
      : size(static_cast<std::uint8_t>(text.size())) {
    for (std::size_t i = 0; i < size; ++i) letters[i] = text[i];
  }
  constexpr operator std::string_view() const { return {letters.data(), size}; }
};

/// Beginnings of syllables, numbered: 0 is the empty one, where a walk begins.
struct SyllableWalks {
  static constexpr std::size_t kBeginnings = 509;
  /// Where each letter leads from them: 'a'-'z', then 'E'; 0 is nowhere.
  std::array<std::array<std::uint16_t, 27>, kBeginnings> next{};
  std::array<SyllableText, kBeginnings> spelled{};  ///< of those that are a whole syllable
  std::array<SyllableText, kBeginnings> written{};  ///< the same with "ü" and "ê"
  std::array<bool, kBeginnings> is_interjection{};
};
extern const SyllableWalks kSyllableWalks;

/// Letters as they are met, looked for in the whole table. As in the table's spelling, ü after j,
/// q, x and y is u, and "nue", "lue" are nüe, lüe. A walk begins as Spelling{}; without the braces
/// it is no value yet, so that an array of walks costs nothing.
class Spelling {
 public:
  /// One letter more, 'a'-'z' or 'E'. False where no syllable begins so: then the walk is over.
  bool add(char sign) {
    at_ = kSyllableWalks.next[at_][sign == 'E' ? 26 : static_cast<std::size_t>(sign - 'a')];
    return at_ != 0;
  }
  /// The syllable, standard or rare, that the letters are; empty where they only begin one.
  std::string_view syllable() const { return kSyllableWalks.spelled[at_]; }
  /// The same as it is written: "nü".
  std::string_view written() const { return kSyllableWalks.written[at_]; }
  /// Whether is_interjection() holds for it.
  bool is_interjection() const { return kSyllableWalks.is_interjection[at_]; }

 private:
  std::uint16_t at_;
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
