#include "foreign/table_notes.h"

#include <doctest/doctest.h>

#include "reading_notes.h"

namespace lianxi {
namespace {

TEST_CASE("a table is told by the regularity of its rows") {
  const struct {
    const char* name;
    const char* text;
    const char* format;  ///< empty: none
    const char* told;
  } rows[] = {
      {"tabs", "喝\tto drink\n吃\tto eat\n", "tsv", "TSV, 2 columns"},
      {"one row", "喝\tto drink", "tsv", "TSV, 2 columns"},
      {"commas", "喝,to drink\n吃,to eat\n", "csv", "CSV, 2 columns"},
      {"one row of commas", "喝,hē,to drink\n", "csv", "CSV, 3 columns"},
      {"semicolons", "喝;hē;to drink, to sip\n吃;chī;to eat\n", "csv",
       "CSV parted by \";\", 3 columns"},
      {"bars", "喝 | hē | to drink\n吃 | chī | to eat\n", "csv", "CSV parted by \"|\", 3 columns"},
      {"commas within quotes", "喝,\"to drink; to sip\"\n吃,\"to eat; to live on\"\n", "csv",
       "CSV, 2 columns"},
      {"a header", "hanzi,pinyin,english\n喝,hē,to drink\n", "csv", "CSV, 3 columns with names"},
      {"a header with spaces", "Front, Back\n喝, to drink\n", "csv", "CSV, 2 columns with names"},
      {"words alone", "喝茶\n\n吃饭\n图书馆\n", "tsv", "TSV, 1 column"},
      {"prose", "I came, I saw, I left.\nThen, one day, tea was served.\n", "", ""},
      {"Chinese prose", "我每天早上喝茶。\n他喝水。\n", "", ""},
      {"one line of prose", "Hello,world\n", "", ""},
      {"indented", "\tfirst line\n\tsecond line\n", "", ""},
      {"a table of Markdown", "| 喝 | to drink |\n| --- | --- |\n| 吃 | to eat |\n", "", ""},
      {"a word", "喝茶\n", "", ""},
      {"code", "int a, b;\nint c;\nreturn a;\n", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    CHECK(text_notes_format(row.text) == row.format);
    const FoundNotes found = read_notes(row.text);
    CHECK(found.is_known == (*row.format != '\0'));
    CHECK(found.source.format == row.format);
    CHECK(found.source.told == row.told);
    CHECK(found.complaints.empty());
  }
}

TEST_CASE("fields are trimmed and may be quoted, rows may be blank") {
  const FoundNotes found = read_notes(
      "喝, hē,\"to drink,\nto \"\"sip\"\"\"\n\n,,\n吃,chī,\"to eat\" \n茶,chá,\"tea\" or coffee\n");
  CHECK(found.values() == std::vector<Values>{{"喝", "hē", "to drink,\nto \"sip\""},
                                              {"吃", "chī", "to eat"},
                                              {"茶", "chá", "\"tea\" or coffee"}});
  REQUIRE(found.notes.size() == 3);
  CHECK(found.notes[1].line == 5);
  CHECK(found.notes[0].cards.empty());
  CHECK(found.notes[0].id.empty());
  REQUIRE(found.types.size() == 1);
  CHECK(found.types[0].name == "table");
  CHECK(found.types[0].fields == Values{"", "", ""});
}

TEST_CASE("a first row names the columns where they hold what it says") {
  const struct {
    const char* text;
    bool has_names;
  } rows[] = {
      {"Front\tBack\n喝\tto drink\n", true},
      {"汉字\t拼音\t释义\n喝\thē\tto drink\n", true},
      {"Simplified\tPinyin\tMy own column\n喝\thē\tto drink\n", true},
      {"Example 1\tMeaning (English)\n我喝茶。\tI drink tea.\n", true},
      {"HANZI\tPart_of_speech\n喝\tverb\n", true},
      {"Wort\tBedeutung\n喝\ttrinken\n吃\tessen\n看\tsehen\n听\thören\n", true},
      {"喝\tto drink\n吃\tto eat\n", false},
      {"汉字\tcharacters\n喝\tto drink\n", false},
      {"英语\tEnglish\n汉语\tChinese\n", false},
      {"拼音\tpīnyīn\tpinyin\n喝\thē\tto drink\n", false},
      {"hello\tnǐ hǎo\nbye\tzàijiàn\n", false},
      {"hanzi\tenglish\n", false},
      {"Wort\tLektion\nTee\t1\nWasser\t1\nReis\t2\nNudel\t3\n", true},
      {"Tee\t1\nWasser\t1\nReis\t2\nNudel\t3\nSuppe\t3\n", false},
      {"Question 1\tAnswer 1\nQuestion 2\tAnswer 2\n", false},
      {"词语\n喝茶\n吃饭\n", true},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    const FoundNotes found = read_notes(row.text, as_format("tsv"));
    REQUIRE(found.types.size() == 1);
    CHECK(found.types[0].fields[0].empty() != row.has_names);
    CHECK(found.notes.size() == static_cast<std::size_t>(std::count(
                                    row.text, row.text + std::string(row.text).size(), '\n')) -
                                    (row.has_names ? 1 : 0));
  }
}

TEST_CASE("what the learner says of a table counts") {
  TextNotesOptions options = as_format("csv");
  options.separator = ":";
  options.has_header = true;
  const FoundNotes found = read_notes("a:b\n喝:to drink\n", options);
  CHECK(found.types[0].fields == Values{"a", "b"});
  CHECK(found.values() == std::vector<Values>{{"喝", "to drink"}});

  options.has_header = false;
  CHECK(read_notes("Front:Back\n喝:to drink\n", options).notes.size() == 2);

  options.separator = "::";
  CHECK(read_notes("a::b\n", options).codes() == Values{"separator"});
  options.separator = "tab";
  CHECK(read_notes("a\tb\n", options).values() == std::vector<Values>{{"a", "b"}});
  CHECK(read_notes("tea\n", as_format("tsv")).values() == std::vector<Values>{{"tea"}});
  CHECK_THROWS_AS(read_notes("tea\n", as_format("xls")), Error);
}

TEST_CASE("rows of another width are kept and named, a few of them one by one") {
  const FoundNotes found =
      read_notes("喝\thē\tto drink\n吃\tchī\n看\tkàn\tto see\tverb\n听\ttīng\tx\n");
  CHECK(found.values() == std::vector<Values>{{"喝", "hē", "to drink", ""},
                                              {"吃", "chī", "", ""},
                                              {"看", "kàn", "to see", "verb"},
                                              {"听", "tīng", "x", ""}});
  REQUIRE(found.complaints.size() == 2);
  CHECK(to_string(found.complaints[0]) ==
        "file:2: 2 fields where most rows have 3; the row is kept");
  CHECK(found.complaints[1].line == 3);

  std::string many;
  for (int i = 0; i < 100; ++i) many += "喝\thē\tto drink\n";
  for (int i = 0; i < 30; ++i) many += "吃\tchī\n";
  const FoundNotes more = read_notes(many);
  CHECK(more.notes.size() == 130);
  REQUIRE(more.complaints.size() == 21);
  CHECK(more.complaints[20].text ==
        "10 more rows have more or fewer fields than the others; they are kept");

  // Spreadsheets end rows with empty columns; nothing is missing there.
  CHECK(read_notes("喝,to drink,,\n吃,to eat,,\n").types[0].fields.size() == 2);
  CHECK(read_notes("a\tb\n" + std::string(150, '\t') + "x\n", as_format("tsv")).codes() ==
        Values{"too-wide"});
}

TEST_CASE("HTML in a field becomes text, and a field that is nothing else nothing") {
  const FoundNotes found = read_notes("<b>喝</b>\tto&nbsp;drink<br>to sip\n<br>\t<br>\n");
  CHECK(found.values() == std::vector<Values>{{"喝", "to drink\nto sip"}});
  CHECK(found.codes() == Values{"no-text"});
}

TEST_CASE("a log of reviews is told from notes") {
  const FoundNotes found = read_notes(
      "card_id,review_time,review_rating,review_state,review_duration\n"
      "7,1772445600000,3,2,4000\n");
  CHECK(found.is_known);
  CHECK(found.is_refused());
  CHECK(found.codes() == Values{"review-log"});
  CHECK(found.notes.empty());
}

}  // namespace
}  // namespace lianxi
