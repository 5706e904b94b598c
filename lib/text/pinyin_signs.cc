#include "text/pinyin_signs.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/utf8.h"

namespace lianxi {
namespace {

/// A letter and its composed forms: without mark, tones 1-4, and with a breve, which old fonts and
/// hurried hands write for the third tone. 0 where Unicode composes none.
struct LetterForms {
  char sign;
  std::array<char32_t, 6> lower;
  std::array<char32_t, 6> upper;
};

constexpr LetterForms kLetters[] = {
    {'a', {U'a', U'ā', U'á', U'ǎ', U'à', U'ă'}, {U'A', U'Ā', U'Á', U'Ǎ', U'À', U'Ă'}},
    {'e', {U'e', U'ē', U'é', U'ě', U'è', U'ĕ'}, {U'E', U'Ē', U'É', U'Ě', U'È', U'Ĕ'}},
    {'i', {U'i', U'ī', U'í', U'ǐ', U'ì', U'ĭ'}, {U'I', U'Ī', U'Í', U'Ǐ', U'Ì', U'Ĭ'}},
    {'o', {U'o', U'ō', U'ó', U'ǒ', U'ò', U'ŏ'}, {U'O', U'Ō', U'Ó', U'Ǒ', U'Ò', U'Ŏ'}},
    {'u', {U'u', U'ū', U'ú', U'ǔ', U'ù', U'ŭ'}, {U'U', U'Ū', U'Ú', U'Ǔ', U'Ù', U'Ŭ'}},
    {'v', {U'ü', U'ǖ', U'ǘ', U'ǚ', U'ǜ', 0}, {U'Ü', U'Ǖ', U'Ǘ', U'Ǚ', U'Ǜ', 0}},
    {'E', {U'ê', 0, U'ế', 0, U'ề', 0}, {U'Ê', 0, U'Ế', 0, U'Ề', 0}},
    {'m', {U'm', 0, U'ḿ', 0, 0, 0}, {U'M', 0, U'Ḿ', 0, 0, 0}},
    {'n', {U'n', 0, U'ń', U'ň', U'ǹ', 0}, {U'N', 0, U'Ń', U'Ň', U'Ǹ', 0}},
};
constexpr std::array<std::uint8_t, 6> kToneOfForm = {0, 1, 2, 3, 4, 3};
constexpr std::array<char32_t, 5> kCombining = {0, 0x304, 0x301, 0x30C, 0x300};

/// Most of the letters above stand between these.
constexpr char32_t kFirstTabled = 0xC0;
constexpr std::size_t kTabled = 0x120;

constexpr std::array<PinyinSign, kTabled> make_composed() {
  std::array<PinyinSign, kTabled> signs{};
  for (const LetterForms& letter : kLetters) {
    for (std::size_t form = 0; form < kToneOfForm.size(); ++form) {
      for (const char32_t c : {letter.lower[form], letter.upper[form]}) {
        const char32_t at = c - kFirstTabled;
        if (at < kTabled) signs[at] = {letter.sign, kToneOfForm[form]};
      }
    }
  }
  return signs;
}
constexpr std::array<PinyinSign, kTabled> kComposed = make_composed();

/// A letter outside ASCII, in any of its composed forms; '?' when there is none.
PinyinSign composed_letter(char32_t c) {
  if (c >= kFirstTabled && c - kFirstTabled < kTabled) return kComposed[c - kFirstTabled];
  for (const LetterForms& letter : kLetters) {
    for (std::size_t form = 0; form < kToneOfForm.size(); ++form) {
      if (c == letter.lower[form] || c == letter.upper[form]) {
        return {letter.sign, kToneOfForm[form]};
      }
    }
  }
  return {};
}

bool is_joint(char32_t c) {
  constexpr std::u32string_view kJoints = U"'`´‘’‛′ʹʻʼʽˈ-‐‑‒–∥‖·・‧•∙";
  return kJoints.find(c) != std::u32string_view::npos;
}

/// How a character parts the letters around it; nothing when it does not.
std::optional<Gap> gap_at(char32_t c) {
  if (c == ' ' || c == '.' || c == ',') return Gap::word;
  if (is_joint(c)) return Gap::joint;
  if (is_punctuation_or_space(c)) return Gap::word;
  return std::nullopt;
}

/// The plain form of full-width letters and digits, phonetic letters and raised digits.
char32_t plain(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  switch (c) {
    case U'ɡ':
      return 'g';
    case U'ɑ':
      return 'a';
    case U'⁰':
      return '0';
    case U'¹':
      return '1';
    case U'²':
      return '2';
    case U'³':
      return '3';
    case U'⁴':
      return '4';
    case U'⁵':
      return '5';
    default:
      return c;
  }
}

PinyinSign sign_of(char32_t c) {
  if (c >= 'a' && c <= 'z') return {static_cast<char>(c)};
  if (c >= '0' && c <= '9') return {static_cast<char>(c)};
  if (c >= 'A' && c <= 'Z') return {static_cast<char>(c - 'A' + 'a')};
  return c < 0x80 ? PinyinSign{} : composed_letter(c);
}

/// "u:" is ü, but the colon after a speaker's name is not: only where a ü can stand.
bool is_colon_of_u(char32_t c, const PinyinSigns& signs) {
  if (c != ':' || signs.size() < 2 || signs.back().sign != 'u' || signs.back().tone != 0) {
    return false;
  }
  constexpr std::string_view kBeforeU = "nljqxy";
  return kBeforeU.find(signs[signs.size() - 2].sign) != std::string_view::npos;
}

/// Puts a combining mark, or the colon of "u:", on the letter before it. False if it is neither.
bool joins_last(char32_t c, PinyinSigns& signs) {
  if (signs.empty() || !is_letter(signs.back())) return false;
  PinyinSign& last = signs.back();
  if (const int tone = combining_tone(c); tone != 0) {
    if (last.tone != 0) last.sign = '?';
    last.tone = static_cast<std::uint8_t>(tone);
  } else if ((c == 0x308 && last.sign == 'u') || is_colon_of_u(c, signs)) {
    last.sign = 'v';
  } else if (c == 0x302 && last.sign == 'e') {
    last.sign = 'E';
  } else {
    return false;
  }
  return true;
}

const LetterForms* forms_of(char sign) {
  for (const LetterForms& letter : kLetters) {
    if (letter.sign == sign) return &letter;
  }
  return nullptr;
}

}  // namespace

PinyinSigns read_pinyin_signs(std::string_view text) {
  PinyinSigns signs;
  signs.reserve(text.size());
  Gap gap = Gap::word;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const char32_t c = plain(decode_utf8(text, offset));
    PinyinSign sign = sign_of(c);
    if (sign.sign == '?') {
      if (gap == Gap::none && joins_last(c, signs)) continue;
      const auto parts = gap_at(c);
      if (parts) gap = std::max(gap, *parts);
      if (parts || is_invisible(c)) continue;
    }
    sign.gap = gap;
    sign.offset = static_cast<std::uint32_t>(start);
    signs.push_back(sign);
    gap = Gap::none;
  }
  return signs;
}

std::string marked_letter(char sign, int tone) {
  const LetterForms* forms = forms_of(sign);
  const auto form = static_cast<std::size_t>(tone);
  std::string out;
  append_utf8(out, forms == nullptr ? static_cast<char32_t>(sign) : forms->lower[0]);
  if (tone == 0) return out;
  if (forms != nullptr && forms->lower[form] != 0) out.clear();
  append_utf8(out, out.empty() ? forms->lower[form] : kCombining[form]);
  return out;
}

std::string to_signs(std::string_view letters) {
  std::string signs;
  signs.reserve(letters.size());
  for (std::size_t offset = 0; offset < letters.size();) {
    signs += sign_of(decode_utf8(letters, offset)).sign;
  }
  return signs;
}

std::string from_signs(std::string_view signs) {
  std::string letters;
  letters.reserve(signs.size());
  for (const char sign : signs) {
    if (sign == 'v' || sign == 'E')
      letters += marked_letter(sign, 0);
    else
      letters += sign;
  }
  return letters;
}

char32_t without_tone_mark(char32_t code_point) {
  for (const LetterForms& letter : kLetters) {
    for (std::size_t form = 1; form < kToneOfForm.size(); ++form) {
      if (code_point == letter.lower[form] && code_point != 0) return letter.lower[0];
      if (code_point == letter.upper[form] && code_point != 0) return letter.upper[0];
    }
  }
  return code_point;
}

int combining_tone(char32_t code_point) {
  switch (code_point) {
    case 0x304:
      return 1;
    case 0x301:
      return 2;
    case 0x30C:
    case 0x306:
      return 3;
    case 0x300:
      return 4;
    default:
      return 0;
  }
}

}  // namespace lianxi
