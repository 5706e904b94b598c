#include "text/hanzi.h"

#include "text/utf8.h"

namespace lianxi {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Source: Unicode 15.1, Blocks.txt. Radicals, strokes and the iteration mark 々 are no characters.
constexpr Range kHanRanges[] = {
    {0x4E00, 0x9FFF},    // unified ideographs
    {0x3400, 0x4DBF},    // extension A
    {0x3007, 0x3007},    // 〇
    {0xF900, 0xFAFF},    // compatibility ideographs
    {0x20000, 0x2A6DF},  // extension B
    {0x2A700, 0x2EE5D},  // extensions C, D, E, F, I
    {0x2F800, 0x2FA1F},  // compatibility supplement
    {0x30000, 0x323AF},  // extensions G, H
};

}  // namespace

bool is_hanzi(char32_t code_point) {
  if (code_point < 0x3007) return false;
  for (const Range& range : kHanRanges) {
    if (range.first <= code_point && code_point <= range.last) return true;
  }
  return false;
}

bool has_hanzi(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (is_hanzi(decode_utf8(text, offset))) return true;
  }
  return false;
}

bool all_hanzi(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (!is_hanzi(decode_utf8(text, offset))) return false;
  }
  return !text.empty();
}

std::vector<std::string_view> hanzi_runs(std::string_view text) {
  std::vector<std::string_view> runs;
  std::size_t run_start = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t here = offset;
    if (is_hanzi(decode_utf8(text, offset))) continue;
    if (here > run_start) runs.push_back(text.substr(run_start, here - run_start));
    run_start = offset;
  }
  if (text.size() > run_start) runs.push_back(text.substr(run_start));
  return runs;
}

bool has_sentence_punctuation(std::string_view text) {
  constexpr std::u32string_view kMarks = U"。｡.．！!？?；;，,､、：:…⋯—";
  for (std::size_t offset = 0; offset < text.size();) {
    if (kMarks.find(decode_utf8(text, offset)) != std::u32string_view::npos) return true;
  }
  return false;
}

}  // namespace lianxi
