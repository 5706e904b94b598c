#include "text/readings.h"

#include <doctest/doctest.h>

#include "text/hanzi.h"

using namespace lianxi;

namespace {

std::string readings(char32_t character) {
  std::string text;
  for (const Syllable& reading : readings_of(character)) {
    text += (text.empty() ? "" : " ") + to_numbers({reading});
  }
  return text;
}

}  // namespace

TEST_CASE("the readings of a character, the most usual first") {
  struct {
    char32_t character;
    const char* wanted;
  } const rows[] = {
      {U'联', "lian2"},
      {U'系', "xi4 ji4 xi"},
      {U'什', "shen2 shi2 shen"},
      {U'一', "yi1"},
      {U'不', "bu4 bu"},
      {U'绿', "lü4 lu4"},
      {U'儿', "er2 r"},
      {U'〇', "ling2"},
      {U'聯', "lian2"},
      {U'\u3402', ""},
      {U'a', ""},
      {U'。', ""},
      {U'\U00020000', "he1"},
      {U'\u9FFC', ""},
      {U'谁', "shei2 shui2"},
  };
  for (const auto& row : rows) {
    CAPTURE(static_cast<unsigned>(row.character));
    CHECK(readings(row.character) == std::string(row.wanted));
  }
}

TEST_CASE("a syllable is a reading in its own tone or in none") {
  struct {
    const char* pinyin;
    char32_t character;
    bool wanted;
  } const rows[] = {
      {"shén", U'什', true}, {"shen", U'什', true},  {"shé", U'什', false}, {"shěn", U'什', false},
      {"dì", U'地', true},   {"de", U'地', true},    {"dí", U'地', false},  {"nǚ", U'女', true},
      {"nǔ", U'女', false},  {"lüè", U'略', true},   {"yí", U'一', false},  {"yi", U'一', true},
      {"bú", U'不', false},  {"xíng", U'行', true},  {"háng", U'行', true}, {"hàng", U'行', true},
      {"xìng", U'姓', true}, {"xīng", U'姓', false}, {"ma", U'x', false},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.pinyin));
    CHECK(is_reading(parse_pinyin(row.pinyin).value().front(), row.character) == row.wanted);
  }
  CHECK(is_reading(parse_pinyin("nǎr").value().back(), U'儿'));
  CHECK_FALSE(is_reading(parse_pinyin("nǎr").value().back(), U'里'));
}

TEST_CASE("every standard character has a reading, and every reading is pinyin") {
  int characters = 0;
  for (char32_t c = 0x3000; c < 0x32400; ++c) {
    const Syllables known = readings_of(c);
    if (!known.empty()) ++characters;
    for (const Syllable& reading : known) {
      CAPTURE(static_cast<unsigned>(c));
      CAPTURE(reading.letters);
      REQUIRE(is_hanzi(c));
      REQUIRE(reading.tone >= 0);
      REQUIRE(reading.tone <= 4);
      // "wong" is a place in Canton; the others are read as written.
      const auto parsed = parse_pinyin(to_marks({reading}));
      const bool is_rare = reading.letters == "wong" || reading.letters == "din" ||
                           reading.letters == "sen" || reading.letters == "cei";
      REQUIRE((is_rare || (parsed && parsed->size() == 1 && parsed->front() == reading)));
    }
  }
  CHECK(characters > 41000);
}
