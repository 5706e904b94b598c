#pragma once

// Pinyin: the table of syllables, splitting a word into them, tone numbers and tone marks, and a
// reading as a list of syllables. Sources: ISO 7098:2015 (syllable forms, tone mark placement,
// apostrophes); what dictionaries and learners write (u:, v, breves for carons).

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

/// One syllable. `letters` is lower case, with ü as "ü" ("lüe", "nü"); erhua "r" is a syllable of
/// its own with `erhua` set and letters "r".
struct Syllable {
  std::string letters;
  int tone = 0;        ///< 1-4; 0 is neutral or not given
  bool erhua = false;  ///< the 儿 that colours the syllable before it
  friend bool operator==(const Syllable&, const Syllable&) = default;
};
using Syllables = std::vector<Syllable>;

/// A syllable of the standard language, without tone ("lian", "nü", "r" is not one).
bool is_syllable(std::string_view letters);

/// Reads what a dictionary or deck writes: tone marks (NFC or NFD), capitals, spaces, apostrophes,
/// hyphens, "∥", "·", punctuation between words, tone numbers after syllables ("lian2xi4", "u:",
/// "v"). "liánxì" -> lian2 xi4; "Xī'ān" -> xi1 an1; "yīdiǎnr" -> yi1 dian3 r. Of several divisions
/// the one that keeps every tone mark inside one syllable and has the fewest syllables, no
/// syllable but the first of a word beginning with a, o, e where another reading exists.
/// Nothing when it is not pinyin.
std::optional<Syllables> parse_pinyin(std::string_view text);

/// A line of pinyin whose words are kept apart, in one list.
struct PinyinLine {
  Syllables syllables;            ///< of all words
  std::vector<std::size_t> ends;  ///< how many syllables there are up to the end of each word
};
/// The line as parse_pinyin_words() reads it; a word that is not pinyin has no syllables.
PinyinLine parse_pinyin_line(std::string_view text);

/// The same as parse_pinyin(), but keeps the words apart: "Wǒ míngtiān huì" -> {wo3},{ming2
/// tian1},{hui4}. Words are what spaces and punctuation (not apostrophes and hyphens) part. A word
/// that is not pinyin (a Latin name, a number) is an empty list.
std::vector<Syllables> parse_pinyin_words(std::string_view text);

/// "lian2xi4": a digit after each syllable; neutral has none, and an apostrophe where it would run
/// into a vowel; erhua "r" joined ("na3r").
std::string to_numbers(const Syllables& syllables);

/// "liánxì", with an apostrophe before a, o, e inside the word; erhua "r" joined.
std::string to_marks(const Syllables& syllables);

/// "lianxi": letters alone, ü as "ü", no apostrophes: the key by which a word is looked up.
std::string to_letters(const Syllables& syllables);

/// True if any syllable carries a full tone (1-4).
bool has_full_tone(const Syllables& syllables);

/// The letters of `text` without tone marks, in place: "liánxì bu" -> "lianxi bu" (ü stays ü).
std::string strip_tone_marks(std::string_view text);

}  // namespace lianxi
