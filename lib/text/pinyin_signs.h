#pragma once

// The letters, tone marks and digits of pinyin, whatever their shape: NFC or NFD, capitals,
// full-width, "u:" and "v" for ü, breve for caron, the ɡ and ɑ of phonetic fonts. What reads pinyin
// reads these signs, so that it meets each sound in one spelling.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

/// What stands between a sign and the one before it.
enum class Gap : std::uint8_t {
  none,
  joint,  ///< apostrophe, hyphen, "·" or "∥": a new syllable, the same word
  word,   ///< white space or any other punctuation; the first sign of a text has this one too
};

struct PinyinSign {
  char sign = '?';        ///< 'a'-'z', 'v' for ü, 'E' for ê; '0'-'9'; '?' is no pinyin at all
  std::uint8_t tone = 0;  ///< of the mark it carries, 1-4; 0 without
  Gap gap = Gap::none;
  std::uint32_t offset = 0;  ///< of its first byte in the text, of which 4 GiB are enough
};
using PinyinSigns = std::vector<PinyinSign>;

/// The signs of `text`, in order. Zero-width characters are passed over.
PinyinSigns read_pinyin_signs(std::string_view text);

constexpr bool is_letter(const PinyinSign& sign) { return sign.sign > '9' && sign.sign != '?'; }
constexpr bool is_digit(const PinyinSign& sign) { return sign.sign >= '0' && sign.sign <= '9'; }

/// A letter with its tone mark, in form NFC: ('v', 3) -> "ǚ". No mark for tone 0.
std::string marked_letter(char sign, int tone);

/// The letters of a syllable in signs and back: "lüe" <-> "lve".
std::string to_signs(std::string_view letters);
std::string from_signs(std::string_view signs);

/// The base of a letter that carries a tone mark, its case kept: U'Ǚ' -> U'Ü'; any other code point
/// as it is.
char32_t without_tone_mark(char32_t code_point);

/// 1-4 for the combining marks that write a tone (the breve is taken for the caron), else 0.
int combining_tone(char32_t code_point);

}  // namespace lianxi
