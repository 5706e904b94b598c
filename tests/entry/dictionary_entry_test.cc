#include "entry/dictionary_entry.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

using Texts = std::vector<std::string>;

DictionaryReading reading_of(std::vector<DictionaryWord> words) {
  return {std::move(words), "", "", {}};
}

}  // namespace

TEST_CASE("an entry has what the dictionary and the lists say of its word") {
  DictionaryReading reading =
      reading_of({{"聯繫",
                   "联系",
                   "lian2 xi4",
                   {"to get in touch; to contact", "link", "CL:種|种[zhong3]",
                    "also pr. [lian2 xi5]", "see 關係|关系[guan1 xi5]"}}});
  reading.part_of_speech = "verb, noun";
  reading.level = "4 (2.0), 3 (3.0)";
  const Entry entry =
      entry_of({reading}, {{"我再联系你。", "I will get back to you.", "Tatoeba #1 & #2"}});
  CHECK(entry.headword == "联系");
  CHECK(entry.traditional == "聯繫");
  REQUIRE(entry.readings.size() == 1);
  CHECK(entry.readings[0].pinyin == "liánxì");
  CHECK(entry.readings[0].also == Texts{"liánxi"});
  CHECK(entry.readings[0].part_of_speech == "verb, noun");
  CHECK(entry.readings[0].definition == "to get in touch; to contact; link");
  CHECK(entry.measure_words == Texts{"种 zhǒng"});
  CHECK(entry.source == "CC-CEDICT");
  CHECK(entry.licence == "CC BY-SA 4.0");
  REQUIRE(entry.examples.size() == 1);
  CHECK(entry.examples[0].source == "Tatoeba #1 & #2");
  const auto found = levels(entry.readings[0].level);
  REQUIRE(found.size() == 2);
  CHECK(found[1].list == "HSK 3.0");
  CHECK(found[1].level == 3);
}

TEST_CASE("a definition is short and says what the word means") {
  const std::string long_gloss = "a gloss of words that goes on and on without any end to be seen";
  const struct {
    const char* name;
    DictionaryReading reading;
    std::string definition;
  } rows[] = {
      {"asides only where there is nothing else",
       reading_of({{"連", "连", "Lian2", {"surname Lian"}}}), "surname Lian"},
      {"a surname beside a meaning",
       reading_of(
           {{"連", "连", "lian2", {"surname Lian", "to join", "see 連忙|连忙[lian2 mang2]"}}}),
       "to join"},
      {"the remark on bound forms",
       reading_of({{"館", "馆", "guan3", {"(bound form) building; hall"}}}), "building; hall"},
      {"two words that are written and read alike",
       reading_of({{"面", "面", "mian4", {"face", "side"}}, {"麵", "面", "mian4", {"flour"}}}),
       "face; side; flour"},
      {"as many senses as there is room for",
       reading_of({{"長",
                    "长",
                    "chang2",
                    {long_gloss + " once", long_gloss + " twice", long_gloss + " thrice"}}}),
       long_gloss + " once; " + long_gloss + " twice"},
      {"the first glosses of a long sense",
       reading_of({{"長",
                    "长",
                    "chang2",
                    {long_gloss + "; " + long_gloss + " and on; " + long_gloss + " and on"}}}),
       long_gloss + "; " + long_gloss + " and on"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(definition_of(row.reading) == row.definition);
  }
}

TEST_CASE("several readings stand beside each other, and what a list writes is right too") {
  DictionaryReading first = reading_of({{"學生", "学生", "xue2 sheng5", {"student"}}});
  first.also = {"xuéshēng", "xuésheng"};
  CHECK(entry_of({first}, {}).readings[0].also == Texts{"xuéshēng"});
  const Entry entry = entry_of({reading_of({{"行", "行", "hang2", {"row; line"}}}),
                                reading_of({{"行", "行", "xing2", {"to walk", "CL:個|个[ge4]"}}})},
                               {});
  REQUIRE(entry.readings.size() == 2);
  CHECK(entry.readings[1].pinyin == "xíng");
  CHECK(entry.traditional.empty());
  CHECK(entry.measure_words == Texts{"个 gè"});
}

}  // namespace lianxi
