// Decks, written by hand.

#include <doctest/doctest.h>

#include "reading.h"

namespace lianxi {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

using Words = std::vector<std::string>;

constexpr const char* kJianmian = R"md(<!-- a deck of one word -->
# 见面 jiànmiàn
- traditional: 見面
- PART OF SPEECH: verb
- HSK: 3 (2.0), 1 (3.0)
- Definition: to meet face to face,
  by appointment or not
- Nutshell: An act of two sides.
- Measure word: 次，回
- Separable: yes
- Also pr.: jiàn miàn
- Tags: contact, people
## Characters
- 见 (jiàn): to see
- 面 (miàn): face
- How they combine: to see a face
## Usage
What follows 跟 is the person.
- With somebody: 跟 comes first
  - 跟朋友见面 (gēn péngyou jiànmiàn): to meet a friend
  - 我下午跟老师见面。
    - English: I am meeting my teacher this afternoon.
## Examples
1. 我们在车站**见面**吧。
   - Pinyin: Wǒmen zài chēzhàn jiànmiàn ba.
   - english: Let's meet at the station.
   - Analysis: `见面` takes no object. <!-- say more -->
   - Also: 碰头、会面
   - Form: 见面
   - Source: own
- 我**见**过他一**面**。(Wǒ jiàn guo tā yī miàn.) I have met him once.
- ~~我想见面你。~~
## Contrasts
### 碰见 (pèngjiàn)
- 碰见 is by chance.
- Wrong: ~~我们约好明天碰见。~~
  - English: We agreed to run into each other tomorrow.
- Right: 我们约好明天见面。
  - Pinyin: Wǒmen yuēhǎo míngtiān jiànmiàn.
- Why: An appointment is no chance.
- When: There is an appointment.
- Wrong: ~~我在路上见面了他。~~
- Right: 我在路上碰见了他。
### Word order
- 跟 before the person.
## Related
- 约会 (yuēhuì): an appointment
- 会面 - to meet, in writing

# 面子 (miànzi)
- Definition: face
)md";

TEST_CASE("A deck of several entries gives each with all its fields") {
  const auto result = read_string(kJianmian);
  CAPTURE(result.complaints());
  REQUIRE(result.entries.size() == 2);
  const Entry& entry = result.entries[0];
  CHECK(entry.line == 2);
  CHECK(entry.headword == "见面");
  CHECK(entry.traditional == "見面");
  REQUIRE(entry.readings.size() == 1);
  CHECK(entry.readings[0] == Reading{"jiànmiàn",
                                     {"jiàn miàn"},
                                     "verb",
                                     "3 (2.0), 1 (3.0)",
                                     "to meet face to face, by appointment or not",
                                     "An act of two sides."});
  CHECK(entry.measure_words == Words{"次", "回"});
  CHECK(entry.separable);
  CHECK(entry.tags == Words{"contact", "people"});
  CHECK(entry.characters_note == "to see a face");
  CHECK(entry.usage_intro == "What follows 跟 is the person.");
  REQUIRE(entry.usages.size() == 1);
  CHECK(entry.usages[0].text == "跟 comes first");
  CHECK(entry.usages[0].phrases ==
        std::vector<Phrase>{{"跟朋友见面", "gēn péngyou jiànmiàn", "to meet a friend"}});
  REQUIRE(entry.usages[0].sentences.size() == 1);
  CHECK(entry.usages[0].sentences[0].english == "I am meeting my teacher this afternoon.");
  CHECK(result.entries[1].headword == "面子");
  CHECK(result.entries[1].readings[0].pinyin == "miànzi");
}

TEST_CASE("An example keeps its bold pieces and everything nested under it") {
  const auto result = read_string(kJianmian);
  REQUIRE(result.entries.size() == 2);
  const auto& examples = result.entries[0].examples;
  REQUIRE(examples.size() == 2);
  CHECK(examples[0].chinese == "我们在车站见面吧。");
  CHECK(examples[0].bold == std::vector<Span>{{15, 6}});
  CHECK(examples[0].english == "Let's meet at the station.");
  CHECK(examples[0].analysis == "`见面` takes no object.");
  CHECK(examples[0].also == Words{"碰头", "会面"});
  CHECK(examples[0].form == "见面");
  CHECK(examples[0].source == "own");
  CHECK(examples[1].chinese == "我见过他一面。");
  CHECK(examples[1].bold == std::vector<Span>{{3, 3}, {15, 3}});
  CHECK(examples[1].pinyin == "Wǒ jiàn guo tā yī miàn.");
  CHECK(examples[1].english == "I have met him once.");
}

TEST_CASE("A struck-out sentence is no example") {
  const auto result = read_string(kJianmian);
  CHECK(result.lines("struck-sentence") == std::vector<int>{32});
  CHECK(result.diagnostics.size() == 1);
}

TEST_CASE("A struck-out sentence takes nothing with it") {
  const auto result = read_string(R"md(# 联系 liánxì
## Examples
- 我常联系他。
  - Pinyin: Wǒ cháng liánxì tā.
- ~~我联系。~~
  - Pinyin: Wǒ liánxì.
- 我们联系他。
  - Pinyin: Wǒmen liánxì tā.
- ~~你联系。~~
- 他们联系我。
)md");
  CHECK(result.lines("struck-sentence") == std::vector<int>{5, 9});
  REQUIRE(result.entries.size() == 1);
  const std::vector<Sentence>& examples = result.entries[0].examples;
  REQUIRE(examples.size() == 3);
  CHECK(examples[1].chinese == "我们联系他。");
  CHECK(examples[1].pinyin == "Wǒmen liánxì tā.");
  CHECK(examples[2].chinese == "他们联系我。");
}

TEST_CASE("Contrasts hold their pairs; a heading without a word is a note") {
  const auto result = read_string(kJianmian);
  REQUIRE(result.entries.size() == 2);
  const Entry& entry = result.entries[0];
  REQUIRE(entry.contrasts.size() == 1);
  const Contrast& contrast = entry.contrasts[0];
  CHECK(contrast.word == "碰见");
  CHECK(contrast.reading == "pèngjiàn");
  CHECK(contrast.notes == Words{"碰见 is by chance."});
  REQUIRE(contrast.pairs.size() == 2);
  CHECK(contrast.pairs[0].wrong.english == "We agreed to run into each other tomorrow.");
  CHECK(contrast.pairs[0].right.pinyin == "Wǒmen yuēhǎo míngtiān jiànmiàn.");
  CHECK(contrast.pairs[0].why == "An appointment is no chance.");
  CHECK(contrast.pairs[0].when == "There is an appointment.");
  CHECK(contrast.pairs[1].right.chinese == "我在路上碰见了他。");
  CHECK(entry.notes == std::vector<Remark>{{"Word order", {"跟 before the person."}}});
  CHECK(entry.related == std::vector<Related>{{"约会", "yuēhuì", "an appointment"},
                                              {"会面", "", "to meet, in writing"}});
}

TEST_CASE("Each reading has its own block") {
  const auto result = read_string(
      "# 行 xíng / háng\n- Gloss: to go\n## xíng\n- Part of speech: verb\n- Also pr.: hàng\n"
      "## háng\n- Part of speech: noun\n## Examples\n- 你说行不行？\n  - Reading: xíng\n");
  CAPTURE(result.complaints());
  REQUIRE(result.entries.size() == 1);
  const auto& readings = result.entries[0].readings;
  REQUIRE(readings.size() == 2);
  CHECK(readings[0].part_of_speech == "verb");
  CHECK(readings[0].also == Words{"hàng"});
  CHECK(readings[1].pinyin == "háng");
  CHECK(readings[1].part_of_speech == "noun");
  CHECK(result.entries[0].examples[0].reading == "xíng");
  CHECK(result.diagnostics.empty());
}

TEST_CASE("What cannot be used is reported, and reading goes on") {
  const struct {
    const char* name;
    const char* text;
    const char* code;
    int line;
  } rows[] = {
      {"unknown label", "# 人 rén\n- Colour: red\n", "unknown-label", 2},
      {"unknown heading", "# 人 rén\n## Pictures\n- one\n", "unknown-heading", 2},
      {"text before", "Hello.\n# 人 rén\n", "text-before-title", 1},
      {"open comment", "# 人 rén\n<!-- never closed\n- Tags: x\n", "unclosed-comment", 2},
      {"other definition", "# 人 rén\n- Definition: a\n- Definition: b\n", "duplicate-field", 3},
      {"separable", "# 人 rén\n- Separable: perhaps\n", "unknown-value", 2},
      {"no list", "# 人 rén\n- HSK: 1\n", "level-without-list", 2},
      {"pinyin", "# 人 person\n", "not-pinyin", 1},
      {"no sentence", "# 人 rén\n## Examples\n- Pinyin: rén\n", "no-sentence", 3},
      {"no stop", "# 人 rén\n## Examples\n- 他是好人\n", "no-final-punctuation", 3},
      {"not struck", "# 人 rén\n## Contrasts\n### 大家 (dàjiā)\n- Wrong: 大家一个。\n",
       "wrong-not-struck", 4},
      {"one bad of two", "# Words\n# 人 rén\n", "no-headword", 1},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    const auto result = read_string(row.text);
    CAPTURE(result.complaints());
    CHECK(result.entries.size() == 1);
    CHECK(result.lines(row.code) == std::vector<int>{row.line});
    CHECK(result.fatal_count() == 0);
  }
}

TEST_CASE("A file without any entry has exactly one fatal complaint") {
  for (const char* text : {"# One\n# Two\n# Three\n", "# 人\n", "# \n", "<!-- # 人 rén -->\nx\n"}) {
    CAPTURE(text);
    const auto result = read_string(text);
    CHECK(result.entries.empty());
    CHECK(result.fatal_count() == 1);
  }
}

TEST_CASE("An entry has its bounds, and what is within them is read") {
  const struct {
    const char* name;
    std::string inside, outside;
  } rows[] = {
      {"lines", repeated("- 人 (rén): x\n", 1'900), repeated("- 人 (rén): x\n", 2'001)},
      {"a bullet", "- " + std::string(15'000, '('), "- " + std::string(16'385, '(')},
      {"a paragraph", repeated("人人人人 ", 1'000), repeated("人人人人\n", 2'000)},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(read_string("# 人 rén\n## Usage\n" + row.inside).entries.size() == 1);
    const auto result = read_string("# 人 rén\n## Usage\n" + row.outside + "\n# 天 tiān\n");
    REQUIRE(result.entries.size() == 1);
    CHECK(result.entries[0].headword == "天");
    REQUIRE(!result.diagnostics.empty());
    CHECK(result.diagnostics[0].code == "too-large");
  }
  CHECK(read_string("# " + repeated("人", 65) + " rén\n").diagnostics[0].code == "no-headword");
}

TEST_CASE("Of very many complaints the first are made") {
  const auto result = read_string("# 人 rén\n" + repeated("# x\n", 5'000));
  REQUIRE(result.diagnostics.size() == 1'001);
  CHECK(result.diagnostics.back().code == "more-complaints");
  CHECK(result.diagnostics.back().line == 1'002);
}

TEST_CASE("Hostile size and nesting are refused at once") {
  std::string deep = "# 人 rén\n## Usage\n", wide = "# 人 rén\n## Contrasts\n",
              parts = "# 人 rén\n## Characters\n";
  for (int i = 0; i < 10000; ++i) {
    deep += std::string(static_cast<std::size_t>(i % 2000), ' ') + "- 人 (rén): x\n";
    parts += std::string(static_cast<std::size_t>(i % 2000), ' ') + "- 人 (rén): x\n";
  }
  for (int i = 0; i < 50000; ++i) wide += "### 人" + std::to_string(i) + "\n- Wrong: ~~人~~\n";
  const std::string marks = "# 人 rén\n- Definition: " + std::string(1 << 20, '(') +
                            "\n## Related\n- 人" + std::string(1 << 20, '(') + "\n";
  std::string bold = "# 人 rén\n## Examples\n- ";
  for (int i = 0; i < 1 << 17; ++i) bold += "**人**(a)`";
  for (const auto& text : {deep, wide, parts, marks, bold + "。\n"}) {
    CHECK(read_string(text).fatal_count() == 1);
  }
}

TEST_CASE("deck.md says what the deck is") {
  ReadResult result;
  const auto info = read_deck_info(
      "# Contact\n- Title: Getting in touch\n- Author: A. Learner\n- Licence: CC0\n"
      "- Language: en\n- Mood: good\nProse for people.\n"
      "<!-- never closed\n",
      "deck.md", sink_into(result));
  CHECK(info.title == "Getting in touch");
  CHECK(info.author == "A. Learner");
  CHECK(info.licence == "CC0");
  CHECK(info.language == "en");
  REQUIRE(result.diagnostics.size() == 2);
  CHECK(result.diagnostics[0].code == "unclosed-comment");
  CHECK(result.diagnostics[0].line == 8);
  CHECK(result.diagnostics[1].code == "unknown-label");
  CHECK(result.diagnostics[1].line == 6);
}

}  // namespace
}  // namespace lianxi
