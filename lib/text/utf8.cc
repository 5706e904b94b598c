#include "text/utf8.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>

namespace lianxi {
namespace {

struct CodePointRange {
  char32_t first, last;
};
// kAmbiguous: ranges of ambiguous width, in order.
#include "ambiguous_table.inc"

constexpr char32_t kReplacement = 0xFFFD;

const utf8proc_uint8_t* bytes(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

/// Bytes of the valid sequence at `offset`, its code point in `code_point`; 0 when it is invalid.
/// Source: Unicode, table 3-7: what the second byte may be tells overlong forms, surrogates and
/// values past U+10FFFF.
std::size_t sequence_at(std::string_view text, std::size_t offset, char32_t& code_point) {
  const auto* at = reinterpret_cast<const unsigned char*>(text.data()) + offset;
  const std::size_t left = text.size() - offset;
  const auto follows = [&](std::size_t i) { return (at[i] & 0xC0) == 0x80; };
  const char32_t lead = at[0];
  if (lead < 0x80) {
    code_point = lead;
    return 1;
  }
  if (lead < 0xC2 || lead > 0xF4 || left < 2 || !follows(1)) return 0;
  if (lead < 0xE0) {
    code_point = (lead & 0x1F) << 6 | (at[1] & 0x3F);
    return 2;
  }
  if (left < 3 || !follows(2)) return 0;
  if (lead < 0xF0) {
    if ((lead == 0xE0 && at[1] < 0xA0) || (lead == 0xED && at[1] >= 0xA0)) return 0;
    code_point = (lead & 0x0F) << 12 | (at[1] & 0x3FU) << 6 | (at[2] & 0x3FU);
    return 3;
  }
  if (left < 4 || !follows(3)) return 0;
  if ((lead == 0xF0 && at[1] < 0x90) || (lead == 0xF4 && at[1] >= 0x90)) return 0;
  code_point = (lead & 0x07) << 18 | (at[1] & 0x3FU) << 12 | (at[2] & 0x3FU) << 6 | (at[3] & 0x3FU);
  return 4;
}

utf8proc_category_t category(char32_t code_point) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

constexpr bool between(char32_t c, char32_t first, char32_t last) {
  return first <= c && c <= last;
}

constexpr bool is_ascii_alnum(char32_t c) {
  return between(c, '0', '9') || between(c, 'A', 'Z') || between(c, 'a', 'z');
}

/// Ideographs that no normal form changes.
constexpr bool is_unified_ideograph(char32_t c) {
  return between(c, 0x4E00, 0x9FFF) || between(c, 0x3400, 0x4DBF);
}

/// Letters with marks, as pinyin and most of Europe writes them: folding only makes them small.
constexpr bool is_marked_letter(char32_t c) {
  return between(c, 0xC0, 0x12F) || c == 0x14C || c == 0x14D || c == 0x16A || c == 0x16B ||
         between(c, 0x1CD, 0x1DC);
}

char32_t lower(char32_t c) {
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

/// Text that forms C and D leave alone (`below`: where the first code point they change lies).
bool is_normal_already(std::string_view text, char32_t below) {
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = decode_utf8(text, offset);
    if (c >= below && !is_unified_ideograph(c)) return false;
    if (c == kReplacement) return false;
  }
  return true;
}

std::string normalized(std::string_view text, int options) {
  if (text.empty()) return {};
  if (first_invalid_utf8(text)) return normalized(encode_utf8(decode_utf8(text)), options);
  utf8proc_uint8_t* raw = nullptr;
  const auto length =
      utf8proc_map(bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &raw,
                   static_cast<utf8proc_option_t>(options | static_cast<int>(UTF8PROC_STABLE)));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(raw, &std::free);
  if (length < 0) throw std::bad_alloc();  // the text is valid, so nothing else can fail
  return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length)};
}

/// Lower case, without what fold() drops; normal forms are left to the caller.
std::string without_marks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = decode_utf8(text, offset);
    if (is_punctuation_or_space(c) || is_invisible(c)) continue;
    append_utf8(out, lower(c));
  }
  return out;
}

/// Dropping comes before decomposing as well as after: the apostrophe "´" decomposes into a space
/// and an accent that would land on the letter before it.
std::string fold_anything(std::string_view text) {
  const int form_kd = static_cast<int>(UTF8PROC_DECOMPOSE) | static_cast<int>(UTF8PROC_COMPAT);
  return nfc(without_marks(normalized(without_marks(text), form_kd)));
}

bool is_ambiguous(char32_t code_point) {
  const auto* range = std::ranges::lower_bound(kAmbiguous, code_point, {}, &CodePointRange::last);
  return range != std::end(kAmbiguous) && range->first <= code_point;
}

/// Vowels and finals of Hangul, which terminals put into the cell of the consonant before.
bool joins_hangul(char32_t c) { return between(c, 0x1160, 0x11FF) || between(c, 0xD7B0, 0xD7FF); }

/// Columns of one code point on its own.
int columns(char32_t code_point) {
  if (is_invisible(code_point) || joins_hangul(code_point)) return 0;
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
}

int columns(char32_t code_point, Ambiguous ambiguous) {
  const int narrow = columns(code_point);
  return narrow == 1 && ambiguous == Ambiguous::wide && is_ambiguous(code_point) ? 2 : narrow;
}

/// More marks than this on one letter are no writing: they would run over the lines around it.
constexpr int kMostMarks = 3;

/// Tells, code point by code point, whether a mark has a letter to stand on.
class MarkWatch {
 public:
  /// True where `c` has no columns of its own and nothing before it to join.
  bool is_astray(char32_t c) {
    const bool joins =
        before_ && !utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before_),
                                                     static_cast<utf8proc_int32_t>(c), &state_);
    const bool on_letter = joins && !is_punctuation_or_space(before_);
    before_ = c;
    if (columns(c) > 0) {
      marks_ = 0;
      return false;
    }
    if (on_letter && ++marks_ <= kMostMarks) return false;
    before_ = 0;
    state_ = 0;  // which remembers what stood there
    return true;
  }

 private:
  char32_t before_ = 0;
  utf8proc_int32_t state_ = 0;
  int marks_ = 0;
};

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  char32_t code_point = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = sequence_at(text, offset, code_point);
    if (length == 0) return offset;
    offset += length;
  }
  return std::nullopt;
}

char32_t decode_long_utf8(std::string_view text, std::size_t& offset) {
  // Nearly all that is long is of three bytes, the first of which leaves the others free.
  if (text.size() - offset >= 3) {
    const auto* at = reinterpret_cast<const unsigned char*>(text.data()) + offset;
    const bool is_ideograph = between(at[0], 0xE4, 0xE9) && (at[1] & 0xC0) == 0x80;
    if (is_ideograph && (at[2] & 0xC0) == 0x80) {
      offset += 3;
      return (at[0] & 0x0FU) << 12 | (at[1] & 0x3FU) << 6 | (at[2] & 0x3FU);
    }
  }
  char32_t code_point = kReplacement;
  offset += std::max<std::size_t>(1, sequence_at(text, offset, code_point));
  return code_point;
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string code_points;
  code_points.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) code_points += decode_utf8(text, offset);
  return code_points;
}

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&](char32_t value) { out += static_cast<char>(value); };
  const auto six_bits = [&](int from) { byte(0x80 | (c >> from & 0x3F)); };
  if (between(c, 0xD800, 0xDFFF) || c > 0x10FFFF) c = kReplacement;
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      byte(0xE0 | c >> 12);
    } else {
      byte(0xF0 | c >> 18);
      six_bits(12);
    }
    six_bits(6);
  }
  six_bits(0);
}

std::string encode_utf8(std::u32string_view code_points) {
  std::string text;
  text.reserve(3 * code_points.size());
  for (const char32_t code_point : code_points) append_utf8(text, code_point);
  return text;
}

std::string_view first_character(std::string_view text) {
  std::size_t size = 0;
  if (!text.empty()) decode_utf8(text, size);
  return text.substr(0, size);
}

std::size_t length_utf8(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t offset = 0; offset < text.size(); ++length) decode_utf8(text, offset);
  return length;
}

std::string nfc(std::string_view text) {
  if (is_normal_already(text, 0x300)) return std::string(text);
  return normalized(text, static_cast<int>(UTF8PROC_COMPOSE));
}

std::string nfd(std::string_view text) {
  if (is_normal_already(text, 0xC0)) return std::string(text);
  return normalized(text, static_cast<int>(UTF8PROC_DECOMPOSE));
}

std::string nfkc(std::string_view text) {
  if (is_normal_already(text, 0xA0)) return std::string(text);
  return normalized(text, static_cast<int>(UTF8PROC_COMPOSE) | static_cast<int>(UTF8PROC_COMPAT));
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const char32_t c = decode_utf8(text, offset);
    if (is_ascii_alnum(c)) {
      out += static_cast<char>(between(c, 'A', 'Z') ? c + ('a' - 'A') : c);
    } else if (is_unified_ideograph(c)) {
      out.append(text, begin, offset - begin);
    } else if (is_marked_letter(c)) {
      append_utf8(out, lower(c));
    } else if (!is_punctuation_or_space(c) && !is_invisible(c)) {
      return fold_anything(text);
    }
  }
  return out;
}

bool is_punctuation_or_space(char32_t c) {
  if (is_ascii_alnum(c) || is_unified_ideograph(c)) return false;
  if (c == ' ' || between(c, '\t', '\r') || c == 0x85) return true;
  if (c < 0x80) return c > ' ' && c != 0x7F && c != '$' && c != '+';
  if (between(c, 0x2190, 0x21FF) || between(c, 0x02B9, 0x02BD)) return true;
  constexpr std::u32string_view kMarkUp = U"～｜＜＝＞∥∼ˈ";
  if (kMarkUp.find(c) != std::u32string_view::npos) return true;
  switch (category(c)) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

bool is_invisible(char32_t c) {
  if (between(c, 0x20, 0x7E) || is_unified_ideograph(c)) return false;
  // To be ignored though nothing is assigned there yet, which utf8proc does not say. Source:
  // DerivedCoreProperties.txt, Default_Ignorable_Code_Point.
  if (c == 0x2065 || between(c, 0xFFF0, 0xFFF8) || between(c, 0xE0000, 0xE0FFF)) return true;
  const auto* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
  return property->ignorable || property->category == UTF8PROC_CATEGORY_CC ||
         property->category == UTF8PROC_CATEGORY_CF;
}

int display_width(std::string_view text, Ambiguous ambiguous) {
  int width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t end = grapheme_end(text, offset);
    int cluster = 0;
    while (offset < end) cluster += columns(decode_utf8(text, offset), ambiguous);
    // A flag is two code points of one column each, a family of emoji several of two: both take 2.
    width += std::min(cluster, 2);
  }
  return width;
}

std::size_t grapheme_end(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return text.size();
  utf8proc_int32_t state = 0;
  char32_t before = decode_utf8(text, offset);
  while (offset < text.size()) {
    std::size_t next = offset;
    const char32_t after = decode_utf8(text, next);
    if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before),
                                         static_cast<utf8proc_int32_t>(after), &state)) {
      break;
    }
    before = after;
    offset = next;
  }
  return offset;
}

std::string safe_display(std::string_view text, bool keep_newlines) {
  std::string out;
  out.reserve(text.size());
  MarkWatch marks;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = decode_utf8(text, offset);
    const bool astray = marks.is_astray(c);
    if (c == '\n' && keep_newlines) {
      out += '\n';
    } else if (c < 0x20) {
      append_utf8(out, 0x2400 + c);  // Unicode has a picture of each: ␛ is ESC
    } else if (c == 0x7F) {
      append_utf8(out, 0x2421);
    } else if (astray || is_invisible(c) || c == 0x2028 || c == 0x2029) {
      out += fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

std::string escape_json_controls(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t offset = 0; offset < json.size();) {
    const char32_t c = decode_utf8(json, offset);
    // Below 0x20 only the white space between values is left; the writer has escaped the rest.
    const bool harmless = c < 0x7F || !(is_invisible(c) || c == 0x2028 || c == 0x2029);
    if (harmless) {
      append_utf8(out, c);
    } else if (c < 0x10000) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
    } else {
      const auto rest = static_cast<std::uint32_t>(c) - 0x10000;
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
    }
  }
  return out;
}

std::string capitalized(std::string_view text) {
  if (text.empty()) return {};
  std::size_t rest = 0;
  const char32_t first = decode_utf8(text, rest);
  std::string capital;
  append_utf8(capital,
              static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(first))));
  return capital.append(text.substr(rest));
}

std::string_view trim(std::string_view text) {
  // Most texts begin and end with what can be no byte of a space.
  const auto is_ink = [](char c, unsigned char byte_of_space) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && byte != byte_of_space;
  };
  if (!text.empty() && is_ink(text.front(), 0xE3) && is_ink(text.back(), 0x80)) return text;
  constexpr std::string_view kIdeographicSpace = "\u3000";
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  for (;;) {
    if (!text.empty() && is_space(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with(kIdeographicSpace)) {
      text.remove_prefix(kIdeographicSpace.size());
    } else if (!text.empty() && is_space(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(kIdeographicSpace)) {
      text.remove_suffix(kIdeographicSpace.size());
    } else {
      return text;
    }
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

void add_unique(std::vector<std::string>& list, std::string text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) {
    list.push_back(std::move(text));
  }
}

}  // namespace lianxi
