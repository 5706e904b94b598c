// Half-width punctuation among characters, full-width punctuation among letters.

#include "lint/checks.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::u32string_view kHalf = U",.?!;:";
constexpr std::u32string_view kFull = U"，。？！；：";

bool is_latin(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'À' && c <= U'ɏ');
}

/// Marks from `wrong` beside a code point of the other script, each with its better shape.
template <typename IsOther, typename Visit>
void find_marks(std::string_view text, std::u32string_view wrong, std::u32string_view better,
                IsOther is_other, Visit visit) {
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = decode_utf8(text, at);
    const auto mark = wrong.find(c);
    std::size_t next = at;
    const char32_t after = at < text.size() ? decode_utf8(text, next) : 0;
    if (mark != wrong.npos && (is_other(before) || is_other(after))) visit(here, c, better[mark]);
    before = c;
  }
}

}  // namespace

void check_widths(const EntryText& text, const Tell& tell) {
  for_each_sentence(text.entry, [&](const Sentence& sentence, SentenceRole) {
    const auto check = [&](const std::string& field, std::u32string_view wrong,
                           std::u32string_view better, auto is_other, std::string_view other) {
      find_marks(field, wrong, better, is_other,
                 [&](std::size_t at, char32_t mark, char32_t shape) {
                   tell(text.find(field, at, sentence), "mixed-width",
                        encode_utf8(std::u32string{mark}) + " beside " + std::string(other) +
                            ": write " + encode_utf8(std::u32string{shape}));
                 });
    };
    check(sentence.chinese, kHalf, kFull, is_hanzi, "a character");
    check(sentence.pinyin, kFull, kHalf, is_latin, "a letter");
    check(sentence.english, kFull, kHalf, is_latin, "a letter");
  });
}

}  // namespace lianxi
