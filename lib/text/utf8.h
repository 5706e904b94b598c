#pragma once

// UTF-8 text: decoding, validity, folding, display width, and the one way by which text that
// came from outside may reach a terminal. The only file that includes utf8proc.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

/// Byte offset of the first invalid sequence (overlong forms, surrogates, values past U+10FFFF
/// included); nothing when all of `text` is UTF-8.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// The code point of a sequence that does not begin with ASCII, else as decode_utf8().
char32_t decode_long_utf8(std::string_view text, std::size_t& offset);

/// The code point at `offset`, which is moved past it. An invalid byte gives U+FFFD and moves by
/// one. Precondition: offset < text.size().
inline char32_t decode_utf8(std::string_view text, std::size_t& offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte >= 0x80) return decode_long_utf8(text, offset);
  ++offset;
  return byte;
}

/// Code points, in order.
std::u32string decode_utf8(std::string_view text);
void append_utf8(std::string& out, char32_t code_point);
std::string encode_utf8(std::u32string_view code_points);

/// The bytes of the first code point; empty for an empty text.
std::string_view first_character(std::string_view text);

/// Number of code points.
std::size_t length_utf8(std::string_view text);

/// Normal form C, D and KC (Unicode). Invalid bytes become U+FFFD.
std::string nfc(std::string_view text);
std::string nfd(std::string_view text);
std::string nfkc(std::string_view text);

/// For comparing sentences and words: NFKC, lower case, without white space, punctuation,
/// default-ignorable (zero-width) characters and controls. "我 明天，会联系你。" ->
/// "我明天会联系你".
std::string fold(std::string_view text);

/// White space, every general category P*, Sk, the signs people mark text up with (~ | < = >,
/// arrows, the ∥ of separable words) and the modifier letters used as apostrophes. What fold()
/// drops.
bool is_punctuation_or_space(char32_t code_point);

/// No ink of its own and no part of a word: controls, format characters (zero-width, bidirectional)
/// and whatever else Unicode says to ignore by default.
bool is_invisible(char32_t code_point);

/// How many columns a terminal gives the characters whose width Unicode leaves open: à, ǎ, “, …
/// Western fonts make them narrow, some Chinese ones wide. Source: EastAsianWidth.txt, class A.
enum class Ambiguous { narrow, wide };

/// Columns a terminal needs: 2 for wide and full-width, 0 for combining and zero-width, else 1;
/// counted by grapheme cluster.
int display_width(std::string_view text, Ambiguous ambiguous = Ambiguous::narrow);

/// End (byte offset) of the grapheme cluster that begins at `offset`.
std::size_t grapheme_end(std::string_view text, std::size_t offset);

/// `text` with nothing in it that a terminal obeys or that nobody sees: C0, C1 and DEL,
/// bidirectional overrides, zero-width characters, line separators, marks without a letter and
/// marks piled on one are shown as ␛-style pictures or U+XXXX; invalid bytes as U+FFFD. "\n" is
/// kept only with `keep_newlines`. Doing it again changes nothing.
std::string safe_display(std::string_view text, bool keep_newlines = false);

/// JSON text with every character that a terminal obeys or that nobody sees (C1, DEL, overrides,
/// zero-width) as an escape: it means the same to a program and does nothing to a screen.
std::string escape_json_controls(std::string_view json);

/// The first code point as a capital: "ānhuī" -> "Ānhuī".
std::string capitalized(std::string_view text);

/// What searches in a text give where there is nothing.
inline constexpr auto npos = std::string_view::npos;

/// Of ASCII, whatever the locale.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Without ASCII and ideographic white space at both ends.
std::string_view trim(std::string_view text);

/// Splits at every `separator`; an empty text gives one empty piece.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Appends a text that is not empty and not there yet.
void add_unique(std::vector<std::string>& list, std::string text);

}  // namespace lianxi
