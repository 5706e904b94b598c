#include "text/outline.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kLongestLabel = 160;
constexpr std::string_view kBold = "**";

bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

/// Bytes of the escape (backslash and character) at `offset`; 0 if none begins there.
std::size_t escape_size(std::string_view text, std::size_t offset) {
  if (text[offset] != '\\' || offset + 1 >= text.size()) return 0;
  const std::size_t size = escapable_size(text, offset + 1);
  return size == 0 ? 0 : size + 1;
}

/// Bytes of the colon at `offset`, 0 if there is none.
std::size_t colon_size(std::string_view text, std::size_t offset) {
  if (text[offset] == ':') return 1;
  return text.substr(offset).starts_with("：") ? std::string_view("：").size() : 0;
}

/// A colon that belongs to an address (https://) or a time (8:30) labels nothing.
bool is_inside_word(std::string_view text, std::size_t colon) {
  if (colon + 1 >= text.size()) return false;
  const char next = text[colon + 1];
  return next == '/' || (colon > 0 && is_digit(text[colon - 1]) && is_digit(next));
}

/// Quotes, code and struck-out text are sentences, not labels.
bool begins_quoted(std::string_view text) {
  constexpr std::string_view kLeads = "\"`~\xE2\xE3";
  if (text.empty() || kLeads.find(text.front()) == std::string_view::npos) return false;
  for (const std::string_view quote : {"\"", "`", "~~", "“", "‘", "「", "『"}) {
    if (text.starts_with(quote)) return true;
  }
  return false;
}

bool ends_sentence(std::string_view text, std::size_t offset) {
  const char c = text[offset];
  if (c == '!' || c == '?' || c == '`') return true;
  const auto rest = text.substr(offset, 3);
  return rest == "。" || rest == "！" || rest == "？";
}

/// Bytes that an escape, a colon or what ends a sentence begins with.
bool may_decide_label(char c) {
  switch (c) {
    case '\\':
    case ':':
    case '!':
    case '?':
    case '`':
    case '\xE3':
    case '\xEF':
      return true;
    default:
      return false;
  }
}

constexpr std::uint64_t kLowBits = 0x0101010101010101U;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

/// Eight bytes at once.
std::uint64_t eight_bytes(std::string_view text, std::size_t offset) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text.data() + offset, sizeof bytes);
  return bytes;
}

/// Whether one of eight bytes is `c`. Source: Warren, Hacker's Delight, 6-1.
bool holds(std::uint64_t bytes, char c) {
  const std::uint64_t zero_there = bytes ^ (kLowBits * static_cast<unsigned char>(c));
  return ((zero_there - kLowBits) & ~zero_there & kHighBits) != 0;
}

/// The first escape or bold mark at or after `from`, or what may be one.
std::size_t find_any_mark(std::string_view marked, std::size_t from) {
  for (; from + 8 <= marked.size(); from += 8) {
    const std::uint64_t bytes = eight_bytes(marked, from);
    if (holds(bytes, '\\') || holds(bytes, '*')) break;
  }
  for (; from < marked.size(); ++from) {
    if (marked[from] == '\\' || marked[from] == '*') break;
  }
  return from;
}

/// "**Label:** value" and "**Label**: value".
std::optional<Labelled> split_bold_label(std::string_view marked) {
  const std::size_t close = find_mark(marked, kBold, kBold.size());
  if (close == std::string_view::npos || close == kBold.size()) return std::nullopt;
  const std::size_t after = close + kBold.size();
  if (after < marked.size() && colon_size(marked, after) > 0) {
    return Labelled{trim(marked.substr(2, close - 2)),
                    trim(marked.substr(after + colon_size(marked, after))), after};
  }
  for (const std::string_view colon : {":", "："}) {
    if (close < 2 + colon.size()) continue;
    const std::size_t at = close - colon.size();
    if (marked.substr(at, colon.size()) != colon || is_escaped(marked, at)) continue;
    return Labelled{trim(marked.substr(2, at - 2)), trim(marked.substr(after)), at};
  }
  return std::nullopt;
}

struct SafeRange {
  char32_t first, last;
};
// Code points that are in normal form C whatever stands beside them, as long as that is of these
// ranges too. Source: UAX #15, NFC_Quick_Check; conservative.
constexpr std::array<SafeRange, 11> kSurelyNfc = {{{0x00, 0x2FF},
                                                   {0x1E00, 0x1EF9},
                                                   {0x2010, 0x2122},
                                                   {0x2190, 0x22FF},
                                                   {0x2460, 0x27BF},
                                                   {0x3000, 0x3029},
                                                   {0x3041, 0x3096},
                                                   {0x30A0, 0x312F},
                                                   {0x3400, 0x9FFF},
                                                   {0xFF00, 0xFFEF},
                                                   {0x20000, 0x2F7FF}}};

/// How many of eight bytes stand before the first that is not ASCII; where the machine's order of
/// bytes hides that, all or none.
std::size_t leading_ascii(std::uint64_t bytes) {
  const std::uint64_t others = bytes & kHighBits;
  if (others == 0) return 8;
  if (std::endian::native != std::endian::little) return 0;
  return static_cast<std::size_t>(std::countr_zero(others)) / 8;
}

/// A character of U+4000 to U+9FFF at `at`: nearly all that are written, and all in normal form C.
bool is_common_ideograph(const char* at) {
  const auto byte = [&](int i) { return static_cast<unsigned char>(at[i]); };
  return byte(0) >= 0xE4 && byte(0) <= 0xE9 && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80;
}

bool is_surely_nfc(char32_t code_point) {
  for (const auto& range : kSurelyNfc) {
    if (code_point <= range.last) return code_point >= range.first;
  }
  return false;
}

}  // namespace

int Nesting::depth(int indent) {
  while (!indents_.empty() && indents_.back() > indent) indents_.pop_back();
  if (indents_.empty() || indents_.back() < indent) indents_.push_back(indent);
  return static_cast<int>(indents_.size()) - 1;
}

std::size_t escapable_size(std::string_view text, std::size_t offset) {
  if (is_ascii_punctuation(text[offset])) return 1;
  const auto wide = text.substr(offset, 3);
  for (const std::string_view mark : {"：", "（", "）", "，", "、", "→"}) {
    if (wide == mark) return mark.size();
  }
  return 0;
}

bool is_escaped(std::string_view text, std::size_t offset) {
  std::size_t begin = offset;
  while (begin > 0 && text[begin - 1] == '\\') --begin;
  return (offset - begin) % 2 == 1 && escapable_size(text, offset) > 0;
}

std::size_t find_mark(std::string_view marked, std::string_view mark, std::size_t from) {
  std::size_t found = marked.find(mark, from);
  while (found != std::string_view::npos && is_escaped(marked, found)) {
    found = marked.find(mark, found + 1);
  }
  return found;
}

std::optional<Labelled> split_label(std::string_view marked) {
  if (marked.starts_with(kBold)) {
    if (auto bold = split_bold_label(marked)) return bold;
  }
  if (begins_quoted(marked)) return std::nullopt;
  for (std::size_t i = 0; i < marked.size() && i <= kLongestLabel; ++i) {
    if (!may_decide_label(marked[i])) continue;
    if (const std::size_t skip = escape_size(marked, i)) {
      i += skip - 1;
      continue;
    }
    if (ends_sentence(marked, i)) return std::nullopt;
    const std::size_t colon = colon_size(marked, i);
    if (colon == 0) continue;
    if (i == 0 || is_inside_word(marked, i)) return std::nullopt;
    return Labelled{trim(marked.substr(0, i)), trim(marked.substr(i + colon)), i};
  }
  return std::nullopt;
}

PlainText plain(std::string_view marked) {
  PlainText result;
  std::size_t marks = 0;  // how many bold marks there are: the last of an odd number is text
  for (auto at = find_mark(marked, kBold); at != std::string_view::npos;
       at = find_mark(marked, kBold, at + kBold.size())) {
    ++marks;
  }
  marks -= marks % 2;
  result.text.reserve(marked.size());
  bool is_bold = false;
  std::size_t bold_begin = 0;
  for (std::size_t i = 0; i < marked.size();) {
    if (const std::size_t escape = escape_size(marked, i)) {
      result.text.append(marked, i + 1, escape - 1);
      i += escape;
    } else if (marks > 0 && marked.substr(i, kBold.size()) == kBold) {
      if (is_bold && result.text.size() > bold_begin) {
        result.bold.push_back({bold_begin, result.text.size() - bold_begin});
      }
      is_bold = !is_bold;
      bold_begin = result.text.size();
      --marks;
      i += kBold.size();
    } else {
      const std::size_t end = find_any_mark(marked, i + 1);
      result.text.append(marked, i, end - i);
      i = end;
    }
  }
  if (!is_surely_nfc(result.text)) {
    // Dropping a mark may bring a letter and its accent together.
    std::string normal = nfc(result.text);
    if (normal != result.text) {
      result.bold.clear();
      result.text = std::move(normal);
    }
  }
  return result;
}

std::string plain_text(std::string_view marked) {
  if (find_any_mark(marked, 0) == marked.size()) return std::string(marked);
  const std::string text = plain(marked).text;
  return std::string(trim(text));  // what a mark stood beside may have been white space
}

std::string escape_marks(std::string_view text, std::string_view structure) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  const auto is_doubled = [&](std::size_t i) {
    return i == 0 || i + 1 == text.size() || text[i - 1] == text[i] || text[i + 1] == text[i];
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = escapable_size(text, i);
    const char c = text[i];
    const bool is_mark = c == '\\' || ((c == '*' || c == '~') && is_doubled(i)) ||
                         (c == '<' && text.substr(i, 4) == "<!--");
    if (is_mark || (size > 0 && structure.find(text.substr(i, size)) != std::string_view::npos)) {
      out += '\\';
    }
    const std::size_t step = size == 0 ? 1 : size;
    out.append(text, i, step);
    i += step;
  }
  return out;
}

std::string mark_literal(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '\\' || c == '*') out += '\\';
    out += c;
  }
  return out;
}

bool is_surely_nfc(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t left = text.size() - i;
    const std::size_t ascii = left >= 8 ? leading_ascii(eight_bytes(text, i)) : 0;
    if (ascii > 0) {
      i += ascii;
    } else if (left >= 3 && is_common_ideograph(&text[i])) {
      i += 3;
    } else {
      const char32_t c = decode_utf8(text, i);
      // U+FFFD, which stands for an invalid byte, is in no range.
      if (c >= 0x80 && !is_surely_nfc(c)) return false;
    }
  }
  return true;
}

}  // namespace lianxi
