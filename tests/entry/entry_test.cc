#include "entry/entry.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("Parts of speech are the words, without remarks") {
  const struct {
    const char* printed;
    Words parts;
  } rows[] = {
      {"Verb, Noun", {"verb", "noun"}},
      {"Noun (primarily), Verb (less common)", {"noun", "verb"}},
      {"Adjective / Adverb", {"adjective", "adverb"}},
      {"Chengyu (成语) / Idiom; can function as a verb phrase.", {"chengyu", "idiom"}},
      {"Preposition (Coverb), Verb", {"preposition", "verb"}},
      {"Noun, noun.", {"noun"}},
      {"", {}},
      {"(none)", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.printed));
    CHECK(parts_of_speech(row.printed) == row.parts);
  }
}

TEST_CASE("A level belongs to a list only where the text names it") {
  const struct {
    const char* printed;
    std::vector<Level> levels;
  } rows[] = {
      {"HSK 4", {{"", 4, "HSK 4"}}},
      {"1", {{"", 1, "1"}}},
      {"3 (in words like 银行, 行业)", {{"", 3, "3 (in words like 银行, 行业)"}}},
      {"HSK 3.0 (Band 4)", {{"HSK 3.0", 4, "HSK 3.0 (Band 4)"}}},
      {"4 (2.0), 3 (3.0)", {{"HSK 2.0", 4, "4 (2.0)"}, {"HSK 3.0", 3, "3 (3.0)"}}},
      {"HSK 3.0: 7-9", {{"HSK 3.0", 7, "HSK 3.0: 7-9"}}},
      {"HSK 3.0", {}},
      {"N/A", {}},
      {"", {}},
      {"2012", {}},
      {"0", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.printed));
    CHECK(levels(row.printed) == row.levels);
  }
}

TEST_CASE("Keys do not see width, punctuation or spaces of a sentence") {
  CHECK(sentence_key("我明天会联系你。") == sentence_key("我 明天会联系你."));
  CHECK_FALSE(sentence_key("我明天会联系你。") == sentence_key("我明天会关系你。"));
  CHECK(entry_key("AA制") == entry_key("ＡＡ制"));
  CHECK_FALSE(entry_key("联系") == entry_key("联络"));
  CHECK_FALSE(entry_key("联系") == sentence_key("联系"));
}

TEST_CASE("Lines are no part of what an entry is") {
  Entry a, b;
  a.headword = b.headword = "联系";
  a.line = 3;
  a.examples.push_back({});
  b.examples.push_back({});
  a.examples[0].line = 9;
  CHECK(a == b);
  b.examples[0].form = "联系不上";
  CHECK_FALSE(a == b);
}

Entry entry_of_page() {
  Entry entry;
  entry.headword = "联系";
  entry.readings = {{"liánxì", {}, "Verb", "", "to contact", ""}};
  entry.examples.resize(1);
  entry.examples[0].chinese = "我们常联系。";
  entry.related = {{"联络", "liánluò", ""}};
  return entry;
}

TEST_CASE("A second source fills what is empty and pools sentences") {
  Entry entry = entry_of_page();
  Entry other = entry_of_page();
  other.readings[0] = {"lián xì", {}, "", "4 (2.0)", "", ""};
  other.traditional = "聯繫";
  other.examples[0].chinese = "我们常联系";
  other.examples[0].english = "We are often in touch.";
  other.examples.push_back({});
  other.examples[1].chinese = "请跟我联系。";
  other.related = {{"联络", "", "to get in touch"}, {"沟通", "", ""}};
  other.tags = {"contact"};

  CHECK(join(entry, other).empty());
  REQUIRE(entry.readings.size() == 1);
  CHECK(entry.readings[0].pinyin == "liánxì");
  CHECK(entry.readings[0].level == "4 (2.0)");
  CHECK(entry.traditional == "聯繫");
  REQUIRE(entry.examples.size() == 2);
  CHECK(entry.examples[0].chinese == "我们常联系。");
  CHECK(entry.examples[0].english == "We are often in touch.");
  CHECK(entry.related.size() == 2);
  CHECK(entry.related[0].gloss == "to get in touch");
  CHECK(entry.tags == Words{"contact"});
}

TEST_CASE("Where two sources differ the first stays and the field is named") {
  Entry entry = entry_of_page();
  Entry other = entry_of_page();
  other.readings[0].definition = "a link";
  other.readings.push_back({"liánxi", {}, "", "", "", ""});
  CHECK(join(entry, other) == Words{"definition"});
  CHECK(entry.readings[0].definition == "to contact");
  CHECK(entry.readings.size() == 2);
}

}  // namespace
}  // namespace lianxi
