// Pages in the views that reach a learner, from the fixtures in pages/.

#include "import/page.h"

#include <doctest/doctest.h>

#include "reading.h"

namespace lianxi {
namespace {

using Words = std::vector<std::string>;

ReadResult read_fixture(const std::string& name) {
  return read_file(LIANXI_TEST_DIR "/pages/" + name);
}

TEST_CASE("A rendered page without headings is divided by its labels and their order") {
  const auto result = read_fixture("jiaoliu.rev.txt");
  CAPTURE(result.complaints());
  REQUIRE(result.entries.size() == 1);
  const Entry& entry = result.entries[0];
  CHECK(entry.headword == "交流");
  CHECK(entry.readings[0].pinyin == "jiāoliú");
  CHECK(entry.keywords == Words{"交流", "jiaoliu", "exchange in Chinese"});
  CHECK(entry.measure_words == Words{"次"});
  REQUIRE(entry.characters.size() == 2);
  REQUIRE(entry.characters[0].parts.size() == 2);
  CHECK(entry.characters[0].parts[1] == Character{"父", "fù", "below it.", {}});
  CHECK(entry.characters_note == "When combined, the two say that something flows both ways.");
  CHECK(entry.culture.size() == 2);
  CHECK(entry.usage_intro == "You will meet 交流 in these places:");
  REQUIRE(entry.usages.size() == 1);
  CHECK(entry.usages[0].text ==
        "people share what they know. It takes 跟 before the other person.");
  CHECK(entry.usages[0].sentences.size() == 1);
  CHECK(entry.usages[0].phrases ==
        std::vector<Phrase>{{"交流经验", "jiāoliú jīngyàn", "to exchange experience"}});
  REQUIRE(entry.examples.size() == 2);
  CHECK(entry.examples[1].chinese == "A: 你们常常交流吗? B: 每个星期都见面。");
  CHECK(entry.related.size() == 2);
}

TEST_CASE("Pairs under a title without a word go to the word that parts them, or are grammar") {
  const auto result = read_fixture("jiaoliu.rev.txt");
  REQUIRE(result.entries.size() == 1);
  const auto& contrasts = result.entries[0].contrasts;
  REQUIRE(contrasts.size() == 2);
  CHECK(contrasts[0].word == "");
  CHECK(contrasts[0].notes ==
        Words{"Not with an object of person: 交流 takes no person after it."});
  CHECK(contrasts[0].pairs[0].right.english == "I would like to exchange ideas with you.");
  CHECK(contrasts[1].word == "聊天");
  CHECK(contrasts[1].reading == "liáotiān");
  CHECK(contrasts[1].pairs[0].why == "too formal for friends");
}

TEST_CASE("An unknown label is reported where it stands") {
  const auto result = read_fixture("jiaoliu.rev.txt");
  CAPTURE(result.complaints());
  CHECK(result.lines("unknown-label") == std::vector<int>{14, 34});
  CHECK(result.lines("level-without-list") == std::vector<int>{12});
  CHECK(result.diagnostics.size() == 3);
}

TEST_CASE("Nesting that a view lost is put back by labels") {
  const auto result = read_fixture("jiaoliu.page-heads.txt");
  CAPTURE(result.complaints());
  REQUIRE(result.entries.size() == 1);
  const Entry& entry = result.entries[0];
  REQUIRE(entry.characters.size() == 2);
  CHECK(entry.characters[0].parts.size() == 1);
  CHECK(entry.characters_note == "Together, they say that something flows both ways.");
  REQUIRE(entry.usages.size() == 2);
  CHECK(entry.usages[0].sentences.size() == 1);
  CHECK(entry.usages[1].title == "At school");
  CHECK(entry.usages[1].sentences.size() == 1);
  REQUIRE(entry.examples.size() == 2);
  CHECK(entry.examples[1].chinese == "多交流才能互相理解。");
  REQUIRE(entry.contrasts.size() == 2);
  CHECK(entry.contrasts[0].word == "聊天");
  CHECK(entry.contrasts[0].notes ==
        Words{"one has a purpose.", "Analogy: a seminar and a coffee break."});
  CHECK(entry.contrasts[0].pairs[0].wrong.english == "We exchanged views until late.");
  CHECK(entry.contrasts[1].word == "");
  CHECK(entry.related == std::vector<Related>{{"沟通", "gōutōng", "to communicate."}});
}

TEST_CASE("A page of two readings keeps them apart, in its source with and without indent") {
  for (const char* name : {"chang.dokuwiki.txt", "chang.raw-lines.txt"}) {
    CAPTURE(name);
    const auto result = read_fixture(name);
    CAPTURE(result.complaints());
    REQUIRE(result.entries.size() == 1);
    const Entry& entry = result.entries[0];
    REQUIRE(entry.readings.size() == 2);
    CHECK(entry.readings[0].pinyin == "cháng");
    CHECK(entry.readings[0].part_of_speech == "Adjective");
    CHECK(entry.readings[1].pinyin == "zhǎng");
    CHECK(entry.readings[1].level == "N/A");
    CHECK(entry.culture == Words{"A word of two sounds, see the Great Wall.",
                                 "The second paragraph is on two lines."});
    REQUIRE(entry.examples.size() == 2);
    CHECK(entry.examples[0].reading == "cháng");
    CHECK(entry.examples[1].reading == "zhǎng");
    CHECK(entry.examples[1].bold == std::vector<Span>{{6, 3}});
    REQUIRE(entry.contrasts.size() == 1);
    CHECK(entry.contrasts[0].pairs[0].wrong.chinese == "这条河很久。");
    CHECK(entry.related.size() == 1);
    CHECK(result.count("table") == 1);
    CHECK(result.count("wrong-not-struck") == 1);
    CHECK(result.count("unknown-heading") == 1);
    CHECK(result.count("level-without-list") == 1);
    CHECK(result.diagnostics.size() == 4);
  }
}

TEST_CASE("A view that lost too much is refused with what to save instead") {
  const struct {
    const char* name;
    const char* text;
    const char* code;
    TextKind kind;
  } rows[] = {
      {"comparison",
       "Differences\nThis shows you the differences between two versions of the page.\n", "diff",
       TextKind::diff},
      {"one line", "====== rén: 人 - person ====== ===== Quick Summary ===== * **Keywords:** 人",
       "flattened", TextKind::flattened},
      {"no lists", "Table of Contents\n\nrén: 人 - person\n\nQuick Summary\n\nCore Meaning\n",
       "lists-lost", TextKind::lists_lost},
      {"prose", "Dear learner, nothing to see here.\n", "no-headword", TextKind::unknown},
      {"no title", "  • Part of Speech: Noun\n  • HSK Level: 1\n", "no-headword",
       TextKind::rendered},
      {"no Han character", "# Notes of mine\n- Definition: x\n", "no-headword", TextKind::markdown},
      {"no pinyin", "# 人\n- Definition: person\n", "no-reading", TextKind::markdown},
      {"only space", " \n\n", "empty", TextKind::unknown},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    CHECK(text_kind(row.text) == row.kind);
    const auto result = read_string(row.text);
    CHECK(result.entries.empty());
    CHECK(result.fatal_count() == 1);
    REQUIRE_FALSE(result.diagnostics.empty());
    CHECK(result.diagnostics.back().code == row.code);
  }
}

TEST_CASE("A list that lost its bullets is read by its labels") {
  const auto result = read_string(
      "shū: 书 - book\nQuick Summary\nKeywords: 书\nCore Meaning\nPinyin (with tone marks): shū\n"
      "Part of Speech: Noun\nExample Sentences\nExample 1:\n我买了两本书。\n"
      "Pinyin: Wǒ mǎi le liǎng běn shū.\nEnglish: I bought two books.\n");
  CAPTURE(result.complaints());
  REQUIRE(result.entries.size() == 1);
  CHECK(result.entries[0].readings[0].part_of_speech == "Noun");
  REQUIRE(result.entries[0].examples.size() == 1);
  CHECK(result.entries[0].examples[0].english == "I bought two books.");
}

TEST_CASE("Titles are read in every form that pages and decks have") {
  const struct {
    const char* title;
    const char* headword;
    Words readings;
    const char* gloss;
  } rows[] = {
      {"liánxì: 联系 - To Contact, Relation", "联系", {"liánxì"}, "To Contact, Relation"},
      {"xīn kǔ: 辛苦 - hard; toilsome", "辛苦", {"xīn kǔ"}, "hard; toilsome"},
      {"xíng / háng: 行 - to go...", "行", {"xíng", "háng"}, "to go..."},
      {"联系 liánxì", "联系", {"liánxì"}, ""},
      {"联系 (liánxì)", "联系", {"liánxì"}, ""},
      {"联系（liánxì）", "联系", {"liánxì"}, ""},
      {"行 xíng / háng", "行", {"xíng", "háng"}, ""},
      {"打交道 dǎ jiāodào", "打交道", {"dǎ jiāodào"}, ""},
      {"ＡＡ制 ēi ēi zhì", "AA制", {"ēi ēi zhì"}, ""},
      {"**卡拉 OK** kǎlā OK", "卡拉 OK", {"kǎlā OK"}, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.title));
    const auto title = any_title(row.title);
    REQUIRE(title.has_value());
    CHECK(title->headword == row.headword);
    CHECK(title->readings == row.readings);
    CHECK(title->gloss == row.gloss);
  }
  CHECK_FALSE(any_title("Notes on words").has_value());
  CHECK_FALSE(page_title("Note: 联系 is a verb").has_value());
}

}  // namespace
}  // namespace lianxi
