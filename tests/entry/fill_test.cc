#include "entry/fill.h"

#include <doctest/doctest.h>

#include "entry/revise.h"
#include "support/entries.h"

namespace lianxi {
namespace {

using Readings = std::vector<std::string>;

/// "xuésheng/xuéshēng": each reading with its other spellings.
Readings readings_of(const Entry& entry) {
  Readings readings;
  for (const Reading& reading : entry.readings) {
    readings.push_back(reading.pinyin);
    for (const std::string& also : reading.also) readings.back() += "/" + also;
  }
  return readings;
}

Entry dictionary_student() {
  Entry entry = EntryBuilder("学生", "xuésheng")
                    .define("student; pupil", "noun")
                    .traditional("學生")
                    .example("学生都回家了。", "", "The students have all gone home.");
  entry.measure_words = {"个 gè", "名 míng"};
  entry.source = "CC-CEDICT";
  entry.licence = "CC BY-SA 4.0";
  return entry;
}

}  // namespace

TEST_CASE("a dictionary fills what people left empty and says nothing against them") {
  Entry entry = EntryBuilder("学生", "xuéshēng").define("someone who studies", "");
  fill(entry, dictionary_student(), NewReadings::leave);
  CHECK(entry.readings[0].definition == "someone who studies");
  CHECK(entry.readings[0].part_of_speech == "noun");
  CHECK(readings_of(entry) == Readings{"xuéshēng/xuésheng"});
  CHECK(entry.traditional == "學生");
  CHECK(entry.measure_words == Readings{"个 gè", "名 míng"});
  CHECK(entry.examples.size() == 1);
  CHECK(entry.source.empty());
}

TEST_CASE("a dictionary's sentences and measure words count where there are no others") {
  Entry entry = EntryBuilder("学生", "xuésheng").example("老师问，学生回答。");
  entry.measure_words = {"位"};
  entry.gloss = "someone who studies";
  fill(entry, dictionary_student(), NewReadings::leave);
  CHECK(entry.examples.size() == 1);
  CHECK(entry.examples[0].chinese == "老师问，学生回答。");
  CHECK(entry.measure_words == Readings{"位"});
  CHECK(entry.readings[0].definition.empty());
}

TEST_CASE("a reading that only the dictionary has comes in where it was asked for") {
  const Entry page = EntryBuilder("长", "cháng").define("long", "adjective");
  const Entry dictionary = EntryBuilder("长", "zhǎng").define("to grow", "verb");
  Entry left = page, taken = page;
  fill(left, dictionary, NewReadings::leave);
  fill(taken, dictionary, NewReadings::take);
  CHECK(left == page);
  CHECK(readings_of(taken) == Readings{"cháng", "zhǎng"});
}

TEST_CASE("light syllables make no other reading, tones do") {
  CHECK(differs_in_light_syllables("xuésheng", "xuéshēng"));
  CHECK(differs_in_light_syllables("xué shēng", "xuésheng"));
  CHECK_FALSE(differs_in_light_syllables("xuésheng", "xuésheng"));
  CHECK_FALSE(differs_in_light_syllables("hǎo", "hào"));
  CHECK_FALSE(differs_in_light_syllables("xuésheng", "xuéshèngle"));
  CHECK_FALSE(differs_in_light_syllables("A4", "xuésheng"));
}

TEST_CASE("whichever came first, people's words stand and cards keep their names") {
  const Entry page = EntryBuilder("学生", "xuéshēng").define("someone who studies", "");
  EntryFold page_first, dictionary_first;
  page_first.import(1, page);
  page_first.import(2, dictionary_student(), SourceRole::fills);
  dictionary_first.import(2, dictionary_student(), SourceRole::fills);
  dictionary_first.import(1, page);
  CHECK(page_first.result().entry == dictionary_first.result().entry);
  CHECK(page_first.result().names.reading("xuéshēng") == "xuéshēng");
  CHECK(dictionary_first.result().names.reading("xuéshēng") == "xuésheng");
}

TEST_CASE("a likeliest reading goes over to the one that a page has; one asked for stays") {
  const Entry page = EntryBuilder("血", "xiě").define("blood", "noun");
  const Entry dictionary = EntryBuilder("血", "xuè").define("blood", "noun");
  for (const bool asked : {false, true}) {
    CAPTURE(asked);
    EntryFold fold;
    fold.import(2, dictionary, asked ? SourceRole::fills_and_reads : SourceRole::fills);
    fold.import(1, page);
    const RevisedEntry result = fold.result();
    CHECK(readings_of(result.entry) == (asked ? Readings{"xiě", "xuè"} : Readings{"xiě"}));
    CHECK(result.names.reading("xiě") == (asked ? "xiě" : "xuè"));
  }
}

}  // namespace lianxi
