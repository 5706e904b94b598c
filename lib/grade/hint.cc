#include "grade/hint.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// "zh" of "zhong"; the first letter where a syllable has no initial.
std::string_view initial(const Syllable& syllable) {
  const std::string_view letters = syllable.letters;
  const bool retroflex = letters.size() > 1 && letters[1] == 'h';
  return letters.substr(0, retroflex ? 2 : 1);
}

Syllables first_reading(const std::vector<std::string>& readings) {
  if (readings.empty()) return {};
  return parse_pinyin(readings.front()).value_or(Syllables{});
}

std::string sound_hint(const Syllables& wanted, const Syllables& rival) {
  if (wanted.empty() || rival.empty()) return "";
  if (initial(wanted[0]) != initial(rival[0])) {
    return fmt::format("starts with {}", initial(wanted[0]));
  }
  if (wanted[0] != rival[0]) return fmt::format("starts with {}", to_marks({wanted[0]}));
  if (wanted.size() > 1 && rival.size() > 1 && wanted[1] != rival[1]) {
    return fmt::format("has {} as its second syllable", to_marks({wanted[1]}));
  }
  return "";
}

std::string character_hint(const std::u32string& wanted, const std::u32string& rival) {
  const auto [at, other] = std::ranges::mismatch(wanted, rival);
  if (at == wanted.end() || other == rival.end()) {
    return fmt::format("has {} characters", wanted.size());
  }
  return fmt::format("has {} as character {}", encode_utf8({at, at + 1}), at - wanted.begin() + 1);
}

}  // namespace

std::string parting_hint(const Wanted& wanted, const RivalWord& rival) {
  auto hint = sound_hint(first_reading(wanted.readings), first_reading(rival.readings));
  if (!hint.empty() || wanted.characters.empty()) return hint.empty() ? "is another" : hint;
  return character_hint(decode_utf8(wanted.characters.front()), decode_utf8(rival.word));
}

}  // namespace lianxi
