#include "lint/pinyin_slips.h"

#include <algorithm>

#include "text/hanzi.h"
#include "text/pinyin_signs.h"
#include "text/readings.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// A syllable and where it begins in its line, in bytes.
struct PlacedSyllable {
  Syllable syllable;
  std::size_t offset = 0;
};

/// A word of a pinyin line. No syllables: it is no pinyin.
struct PlacedWord {
  std::size_t offset = 0;
  std::string_view text;
  std::vector<PlacedSyllable> syllables;
};

/// The words of a line, each syllable with the place of its first letter.
std::vector<PlacedWord> place_words(std::string_view pinyin) {
  const PinyinSigns signs = read_pinyin_signs(pinyin);
  const std::vector<Syllables> words = parse_pinyin_words(pinyin);
  std::vector<PlacedWord> placed;
  std::size_t at = 0;
  for (const Syllables& word : words) {
    std::size_t end = at + 1;
    while (end < signs.size() && signs[end].gap != Gap::word) ++end;
    std::size_t last = signs[end - 1].offset;
    decode_utf8(pinyin, last);
    PlacedWord& made = placed.emplace_back();
    made.offset = signs[at].offset;
    made.text = pinyin.substr(made.offset, last - made.offset);
    for (const Syllable& syllable : word) {
      while (at < end && !is_letter(signs[at])) ++at;
      made.syllables.push_back({syllable, signs[at].offset});
      at += to_signs(syllable.letters).size();
    }
    at = end;
  }
  return placed;
}

std::vector<std::string> latin_runs(std::string_view chinese) {
  std::vector<std::string> runs;
  bool is_inside = false;
  for (const char c : chinese) {
    const bool is_latin =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (is_latin && !is_inside) runs.emplace_back();
    if (is_latin) runs.back() += c;
    is_inside = is_latin;
  }
  return runs;
}

std::vector<char32_t> hanzi_of(std::string_view text) {
  std::vector<char32_t> hanzi;
  for (const char32_t c : decode_utf8(text)) {
    if (is_hanzi(c)) hanzi.push_back(c);
  }
  return hanzi;
}

bool fits(const Syllable& syllable, char32_t character, const OwnReadings& own) {
  if (is_reading(syllable, character) || readings_of(character).empty()) return true;
  return std::ranges::any_of(own, [&](const OwnReading& one) {
    return one.character == character && one.syllable == syllable;
  });
}

std::string no_such_reading(const Syllable& syllable, char32_t character) {
  std::string known;
  for (const Syllable& reading : readings_of(character)) {
    known += (known.empty() ? "" : ", ") + to_marks({reading});
  }
  std::string text = to_marks({syllable}) + " is no reading of ";
  append_utf8(text, character);
  text += " (" + known + ")";
  const bool is_sandhi = (character == U'一' && syllable.letters == "yi") ||
                         (character == U'不' && syllable.letters == "bu");
  return is_sandhi ? text + "; what the next tone makes of it is not written" : text;
}

}  // namespace

void add_readings(OwnReadings& own, std::string_view word, std::string_view pinyin) {
  const auto hanzi = hanzi_of(word);
  const auto syllables = parse_pinyin(pinyin);
  if (!syllables || syllables->size() != hanzi.size()) return;
  for (std::size_t i = 0; i < hanzi.size(); ++i) own.push_back({hanzi[i], (*syllables)[i]});
}

std::vector<PinyinSlip> pinyin_slips(std::string_view chinese, std::string_view pinyin,
                                     const OwnReadings& own) {
  std::vector<std::string> latin = latin_runs(chinese);
  std::vector<PlacedSyllable> syllables;
  std::vector<PinyinSlip> slips;
  for (const PlacedWord& word : place_words(pinyin)) {
    const auto same = std::ranges::find_if(
        latin, [&](const std::string& run) { return fold(run) == fold(word.text); });
    if (same != latin.end()) {
      latin.erase(same);
      continue;
    }
    if (word.syllables.empty()) {
      slips.push_back({word.offset, "not-pinyin", std::string(word.text) + " is not pinyin"});
    }
    syllables.insert(syllables.end(), word.syllables.begin(), word.syllables.end());
  }
  // Letters and figures may be read out in any way.
  if (!latin.empty()) return {};
  if (!slips.empty()) return slips;

  const auto hanzi = hanzi_of(chinese);
  for (std::size_t i = 0; i < std::min(hanzi.size(), syllables.size()); ++i) {
    if (fits(syllables[i].syllable, hanzi[i], own)) continue;
    slips.push_back(
        {syllables[i].offset, "no-such-reading", no_such_reading(syllables[i].syllable, hanzi[i])});
  }
  if (hanzi.size() == syllables.size()) return slips;
  // From the first syllable that does not fit on, all the others are one character off.
  const std::size_t first = !slips.empty()                    ? slips.front().offset
                            : hanzi.size() < syllables.size() ? syllables[hanzi.size()].offset
                                                              : pinyin.size();
  return {{first, "syllable-count",
           std::to_string(hanzi.size()) + " characters, " + std::to_string(syllables.size()) +
               " syllables"}};
}

}  // namespace lianxi
