#include "foreign/encoding_guess.h"

#include <algorithm>
#include <cctype>

#include "text/utf8.h"

namespace lianxi {
namespace {

/// Beyond this much a guess does not get better.
constexpr std::size_t kLookedAt = 1 << 18;

unsigned char at(std::string_view bytes, std::size_t i) {
  return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
}

bool is_between(unsigned char byte, int least, int most) { return byte >= least && byte <= most; }

/// How a text looks when it is read as one encoding: characters that are common in it, others,
/// and bytes that are no character.
struct Looks {
  double common = 0, rare = 0, invalid = 0;
  /// 1 where all is as people write, 0 where nothing is.
  double share() const {
    const double all = common + rare + 3 * invalid;
    return all == 0 ? 0 : common / all;
  }
};

// Readings of the bytes that are not ASCII --------------------------------------------------------

Looks as_utf8(std::string_view bytes) {
  Looks looks;
  while (!bytes.empty()) {
    const auto invalid = first_invalid_utf8(bytes);
    const auto valid = bytes.substr(0, invalid.value_or(bytes.size()));
    looks.common += static_cast<double>(
        std::count_if(valid.begin(), valid.end(), [](char c) { return (c & 0xc0) == 0xc0; }));
    if (!invalid) break;
    ++looks.invalid;
    bytes.remove_prefix(*invalid + 1);
  }
  return looks;
}

/// Bytes of the character at `i`: 1, 2 or 4; 0 where there is none. Source: GB 18030-2005.
std::size_t gb_size(std::string_view bytes, std::size_t i) {
  if (!is_between(at(bytes, i), 0x81, 0xfe)) return 0;
  const auto second = at(bytes, i + 1);
  if (is_between(second, 0x40, 0xfe) && second != 0x7f) return 2;
  const bool is_four = is_between(second, 0x30, 0x39) && is_between(at(bytes, i + 2), 0x81, 0xfe) &&
                       is_between(at(bytes, i + 3), 0x30, 0x39);
  return is_four ? 4 : 0;
}

Looks as_gb(std::string_view bytes) {
  Looks looks;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = at(bytes, i), trail = at(bytes, i + 1);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t size = gb_size(bytes, i);
    const bool is_sign = is_between(lead, 0xa1, 0xa3) || (lead == 0xa8 && trail >= 0xa1);
    const bool is_common = trail >= 0xa1 && (is_sign || is_between(lead, 0xb0, 0xd7));
    ++(size == 0 ? looks.invalid : size == 2 && is_common ? looks.common : looks.rare);
    i += std::max<std::size_t>(size, 1);
  }
  return looks;
}

Looks as_big5(std::string_view bytes) {
  Looks looks;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = at(bytes, i), trail = at(bytes, i + 1);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const bool is_valid = is_between(lead, 0x81, 0xfe) &&
                          (is_between(trail, 0x40, 0x7e) || is_between(trail, 0xa1, 0xfe));
    ++(!is_valid ? looks.invalid : is_between(lead, 0xa1, 0xc6) ? looks.common : looks.rare);
    i += is_valid ? 2 : 1;
  }
  return looks;
}

/// Five bytes are no character of windows-1252, and the controls of text are few.
bool is_latin(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x81 || byte == 0x8d || byte == 0x8f || byte == 0x90 || byte == 0x9d;
  });
}

// Without a mark ----------------------------------------------------------------------------------

bool is_control(char32_t unit) {
  return (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r') || unit == 0xfffe ||
         unit == 0xffff;
}

/// Read as UTF-16 there are line ends or tabs, no controls, and no characters that nobody writes.
bool is_utf16(std::string_view bytes, bool is_little) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return false;
  std::size_t ascii = 0, odd = 0;
  for (std::size_t i = 0; i + 1 < std::min(bytes.size(), kLookedAt); i += 2) {
    const char32_t unit = static_cast<char32_t>(at(bytes, is_little ? i : i + 1) |
                                                at(bytes, is_little ? i + 1 : i) << 8);
    if (is_control(unit)) return false;
    ascii += unit < 0x80;
    // Latin and its marks, kana and punctuation, characters, full-width forms.
    const bool is_usual = unit < 0x400 || (unit >= 0x1e00 && unit < 0x3200) ||
                          (unit >= 0x3400 && unit < 0xa000) || unit >= 0xd800;
    odd += !is_usual;
  }
  return ascii > 0 && odd * 20 < bytes.size() / 2;
}

/// Compressed files and pictures are full of controls; a text has none but a form feed or two.
bool is_binary(std::string_view bytes) {
  const auto controls = std::count_if(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && (byte < '\t' || byte > '\r') && byte != 0x1a;
  });
  return static_cast<std::size_t>(controls) * 50 > bytes.size();
}

/// What `<?xml ... encoding="x"?>` says, in capitals.
std::string declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return "";
  const auto declaration = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{200}));
  const auto key = declaration.find("encoding");
  if (key == declaration.npos) return "";
  const auto open = declaration.find_first_of("\"'", key);
  if (open == declaration.npos) return "";
  const auto close = declaration.find(declaration[open], open + 1);
  if (close == declaration.npos) return "";
  std::string name(declaration.substr(open + 1, close - open - 1));
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

/// The encodings above by the names that files give them.
std::string known_encoding(std::string_view declared) {
  if (declared == "GB2312" || declared == "GBK" || declared == "GB18030") return "GB18030";
  if (declared.starts_with("BIG5")) return "BIG5-HKSCS";
  // Browsers too read ISO-8859-1 so: its C1 controls are in no text.
  if (declared == "WINDOWS-1252" || declared == "ISO-8859-1" || declared == "LATIN1" ||
      declared == "CP1252") {
    return "WINDOWS-1252";
  }
  return "";
}

std::string without_mark(std::string_view bytes) {
  const auto head = bytes.substr(0, kLookedAt);
  if (bytes.find('\0') != bytes.npos) {
    for (const bool is_little : {true, false}) {
      if (is_utf16(bytes, is_little)) return is_little ? "UTF-16LE" : "UTF-16BE";
    }
    return "binary";
  }
  if (!first_invalid_utf8(bytes)) return is_binary(head) ? "binary" : "UTF-8";
  if (is_binary(head)) return "binary";
  if (std::string known = known_encoding(declared_encoding(bytes)); !known.empty()) {
    return known;
  }
  constexpr double kPlausible = 0.6;
  if (as_utf8(bytes).share() >= kPlausible) return "UTF-8";
  const double gb = as_gb(bytes).share(), big5 = as_big5(bytes).share();
  if (std::max(gb, big5) >= kPlausible) return gb >= big5 ? "GB18030" : "BIG5-HKSCS";
  return is_latin(bytes) ? "WINDOWS-1252" : "";
}

}  // namespace

EncodingGuess guess_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\0\0\xFE\xFF"sv) || bytes.starts_with("\xFF\xFE\0\0"sv)) {
    return {"UTF-32", 4};
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    return {bytes.find('\0') == bytes.npos ? "UTF-8" : "binary", 3};
  }
  if (bytes.starts_with("\xFF\xFE")) return {"UTF-16LE", 2};
  if (bytes.starts_with("\xFE\xFF")) return {"UTF-16BE", 2};
  return {without_mark(bytes), 0};
}

}  // namespace lianxi
