#include "text/readings.h"

#include <algorithm>
#include <cstdint>

namespace lianxi {
namespace {

// kReadings: a row for each reading, by character: code point << 12 | syllable << 3 | tone.
// kSyllables: the letters of the syllables, with ü.
#include "readings_table.inc"

constexpr char32_t character_of(std::uint32_t row) { return row >> 12; }

Syllable syllable_of(std::uint32_t row) {
  const std::string_view letters = kSyllables[row >> 3 & 0x1FF];
  return {std::string(letters), static_cast<int>(row & 7), letters == "r"};
}

}  // namespace

Syllables readings_of(char32_t character) {
  Syllables readings;
  const auto* row = std::ranges::lower_bound(kReadings, character, {}, character_of);
  for (; row != std::end(kReadings) && character_of(*row) == character; ++row) {
    readings.push_back(syllable_of(*row));
  }
  return readings;
}

bool is_reading(const Syllable& syllable, char32_t character) {
  return std::ranges::any_of(readings_of(character), [&](const Syllable& reading) {
    return reading.letters == syllable.letters &&
           (reading.tone == syllable.tone || syllable.tone == 0);
  });
}

}  // namespace lianxi
