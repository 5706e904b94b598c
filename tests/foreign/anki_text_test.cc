#include "foreign/anki_text.h"

#include <doctest/doctest.h>

#include "reading_notes.h"

namespace lianxi {
namespace {

TEST_CASE("an export of Anki is told by its headers") {
  for (const char* text :
       {"#separator:tab\n喝\tto drink\n", "#HTML:true\n喝\n", "tags:food drink\n喝\tto drink\n",
        "# our words\n喝\tto drink\n", "#deck:Chinese\n#if matches:keep both\n喝,x\n",
        "\xEF\xBB\xBF#notetype column:1\nBasic\t喝\n"}) {
    CAPTURE(std::string(text));
    CHECK(text_notes_format(text) == "anki-text");
  }
  for (const char* text : {"# 联系 liánxì\n\n- Definition: contact\n", "# Deck: tea\n\n- 茶\n",
                           "#!/bin/sh\necho tea\n", "Tags: tea\nA page about tea.\n", "#\n#\n"}) {
    CAPTURE(std::string(text));
    CHECK(text_notes_format(text).empty());
  }
}

TEST_CASE("columns for guid, note type, deck and tags are no fields") {
  const FoundNotes found = read_notes(
      "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags "
      "column:7\n"
      "g1\tBasic\tChinese::HSK 1\t喝\tto <b>drink</b>\t\tverb food\n"
      "g2\tVocabulary\tChinese\t吃\tchī\t\"to eat,\nto \"\"live\"\" on\"\t\n"
      "# a comment\n"
      "g3\tBasic\tChinese\t\"#1\"\tfirst\t\t\n");
  CHECK(found.complaints.empty());
  CHECK(found.source.told == "a text export of Anki");
  REQUIRE(found.types.size() == 2);
  CHECK(found.types[0].name == "Basic");
  CHECK(found.types[0].fields.size() == 2);
  CHECK(found.types[1].fields.size() == 3);
  REQUIRE(found.notes.size() == 3);
  CHECK(found.notes[0].id == "g1");
  CHECK(found.notes[0].type == "Basic");
  CHECK(found.notes[0].deck == "Chinese::HSK 1");
  CHECK(found.notes[0].tags == Values{"verb", "food"});
  CHECK(found.notes[0].values == Values{"喝", "to drink"});
  CHECK(found.notes[1].values == Values{"吃", "chī", "to eat, to \"live\" on"});
  CHECK(found.notes[2].values == Values{"#1", "first"});
  CHECK(found.notes[2].line == 11);
}

TEST_CASE("headers that hold for every note") {
  const FoundNotes found = read_notes(
      "#separator:Semicolon\n#html:false\n#columns:Hanzi;English;Tags\n#tags column:3\n"
      "#notetype:Words\n#deck:Tea\n#tags:mine\n茶;<b>tea</b>;drink\n");
  REQUIRE(found.types.size() == 1);
  CHECK(found.types[0].name == "Words");
  CHECK(found.types[0].fields == Values{"Hanzi", "English"});
  REQUIRE(found.notes.size() == 1);
  CHECK(found.notes[0].values == Values{"茶", "<b>tea</b>"});
  CHECK(found.notes[0].deck == "Tea");
  CHECK(found.notes[0].tags == Values{"mine", "drink"});
  CHECK(found.source.told == "a text export of Anki, parted by \";\"");
}

TEST_CASE("separators have names or stand for themselves") {
  const struct {
    const char* name;
    const char* sign;
  } rows[] = {{"tab", "\t"},  {"comma", ","}, {"space", " "}, {"Pipe", "|"},
              {"colon", ":"}, {"~", "~"},     {"\t", "\t"},   {"\\t", "\t"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    const std::string text = std::string("#separator:") + row.name + "\n喝" + row.sign + "drink\n";
    CHECK(read_notes(text).values() == std::vector<Values>{{"喝", "drink"}});
  }
  // Without one it is found.
  CHECK(read_notes("#html:false\n喝,to drink\n吃,to eat\n").notes[0].values ==
        Values{"喝", "to drink"});
  CHECK(read_notes("tags:a b\n喝\tto drink\n").notes[0].tags == Values{"a", "b"});
}

TEST_CASE("notes with too many or too few fields are kept and named") {
  const FoundNotes found = read_notes(
      "#separator:tab\n#columns:Front\tBack\n喝\tto drink\n吃\n看\tto see\tkàn\n\tto hear\n<br>\t "
      "\n");
  CHECK(found.values() ==
        std::vector<Values>{
            {"喝", "to drink", ""}, {"吃", "", ""}, {"看", "to see", "kàn"}, {"", "to hear", ""}});
  REQUIRE(found.complaints.size() == 3);
  CHECK(to_string(found.complaints[0]) ==
        "file:4: too few fields: 1 where 2 are usual; the note is kept");
  CHECK(to_string(found.complaints[1]) ==
        "file:5: too many fields: 3 where 2 are usual; the note is kept");
  CHECK(found.complaints[2].code == "no-text");
  // A type with fewer fields than the widest is padded; that is no mistake.
  CHECK(read_notes("#separator:tab\n#columns:a\tb\n喝\t\n").complaints.empty());
}

TEST_CASE("a note type whose fields have gaps is one of gaps") {
  const FoundNotes found = read_notes("#separator:tab\n我{{c1::喝}}茶。\tI drink tea.\n");
  CHECK(found.types.at(0).cloze);
  CHECK_FALSE(read_notes("#separator:tab\n{{c::}}\t{{c1}}\n").types.at(0).cloze);
}

}  // namespace
}  // namespace lianxi
