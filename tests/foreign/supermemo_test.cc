#include "foreign/supermemo.h"

#include <doctest/doctest.h>

#include "foreign/supermemo_state.h"
#include "reading_notes.h"

namespace lianxi {
namespace {

TEST_CASE("dates have two or four digits for the year") {
  CHECK(supermemo_day("27.01.06") == day_from_string("2006-01-27"));
  CHECK(supermemo_day("1.2.99") == day_from_string("1999-02-01"));
  CHECK(supermemo_day("02.03.2026") == day_from_string("2026-03-02"));
  for (const char* none :
       {"0", "", "31.02.06", "27.13.06", "27.01", "a.b.c", "27.01.1900", "1.1.9999"}) {
    CAPTURE(std::string(none));
    CHECK_FALSE(supermemo_day(none));
  }
}

TEST_CASE("learning data are a state, unless the item was never asked") {
  const auto day = day_from_string("2026-03-02");
  CHECK(supermemo_state({"8", "1", "40", "02.03.26", "3.200", ""}) ==
        PastState{8, 320, 40, *day + Days{40}, day, {}, {}});
  CHECK(supermemo_state({"8", "1", "40", "02.03.26", "1300", ""})->ef100 == 130);
  CHECK(supermemo_state({"1", "2", "40", "0", "", "1.9"}) == PastState{1, 190, 40, {}, {}, {}, {}});
  CHECK(supermemo_state({"1", "0", "", "", "", "4.5"})->ef100 == 250);
  CHECK(supermemo_state({"0", "2", "5", "0", "2,5", ""})->n == 0);
  CHECK_FALSE(supermemo_state({"0", "0", "429", "27.01.06", "3.2", ""}));
  CHECK_FALSE(supermemo_state({"", "", "", "", "", ""}));
  CHECK(supermemo_state({"99999999999", "0", "99999999999", "x", "x", "x"})->interval == 36'500);
}

TEST_CASE("a text of SuperMemo: lines of questions, answers and data") {
  const char* text =
      "Q: &#21917;\r\nQ: (verb)\r\nA: to drink\r\nA: to sip\r\nI: REP=2 LAP=0 EF=2.500 UF=2.000 "
      "INT=6 LAST=02.03.26\r\n"
      "O: 1\r\n\r\nQ: 吃\r\nA: to eat\r\nQ: 看\r\nA: to see\r\nI: REP=0 LAP=0 EF=2.500 INT=0 "
      "LAST=0\r\n\r\n"
      "Q: 听\r\n\r\nA: to buy\r\n\r\nlost\tand found\r\n";
  CHECK(text_notes_format(text) == "supermemo");
  const FoundNotes found = read_notes(text);
  CHECK(found.values() == std::vector<Values>{{"喝\n(verb)", "to drink\nto sip"},
                                              {"吃", "to eat"},
                                              {"看", "to see"},
                                              {"听", ""},
                                              {"", "to buy"}});
  CHECK(found.codes() == Values{"half-a-card", "half-a-card", "unknown-line"});
  CHECK(found.complaints[2].text == "no part of a question or an answer: \"lost and found\"");
  REQUIRE(found.notes[0].cards.size() == 1);
  CHECK(found.notes[0].cards[0].state->due == day_from_string("2026-03-08"));
  CHECK_FALSE(found.notes[1].cards[0].state);
  CHECK_FALSE(found.notes[2].cards[0].state);
  CHECK(found.notes[1].line == 8);
  CHECK(found.notes[0].id.empty());
}

TEST_CASE("questions and answers alone are no text of SuperMemo") {
  CHECK(text_notes_format("Q: 喝\nA: to drink\n") == "hashcards");
  CHECK(text_notes_format("Q: 喝\nQ: (verb)\nA: to drink\n") == "supermemo");
  CHECK(text_notes_format("Q: 喝\nA: to drink\nO: 3\n") == "supermemo");
  CHECK(text_notes_format("A: 喝\nO: 3\n").empty());
}

TEST_CASE("XML of SuperMemo: items below topics") {
  const std::string text =
      "<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n<SuperMemoCollection>\n<Count>3</Count>\n"
      "<SuperMemoElement>\n<ID>1</ID><Title>Caf\xE9</Title><Type>Topic</Type>\n"
      "<Content><Question>read this</Question></Content>\n"
      "<SuperMemoElement><ID>2</ID><Type>Topic</Type><Title>Verbs</Title>\n"
      "<SuperMemoElement><ID>3</ID><Type>Item</Type><Content><Question>&#21917;&lt;br&gt;h\xEA</"
      "Question>"
      "<Answer>to "
      "drink</Answer></Content><LearningData><Interval>10</Interval><Repetitions>3</Repetitions>"
      "<Lapses>0</Lapses><LastRepetition>02.03.2026</LastRepetition><AFactor>1.800</AFactor>"
      "<UFactor>2.000</UFactor></LearningData></SuperMemoElement>\n"
      "</SuperMemoElement>\n</SuperMemoElement>\n"
      "<SuperMemoElement><ID>4</ID><Type>Item</Type><Content></Content></SuperMemoElement>\n"
      "</SuperMemoCollection>\n";
  CHECK(text_notes_format(text) == "supermemo");
  const FoundNotes found = read_notes(text);
  CHECK(found.source.told == "an XML file of SuperMemo, windows-1252");
  REQUIRE(found.notes.size() == 1);
  CHECK(found.notes[0].values == Values{"喝\nhê", "to drink"});
  CHECK(found.notes[0].id == "3");
  CHECK(found.notes[0].deck == "Café::Verbs");
  CHECK(found.notes[0].line == 8);
  REQUIRE(found.notes[0].cards.size() == 1);
  CHECK(found.notes[0].cards[0].id == "3");
  CHECK(found.notes[0].cards[0].deck == "Café::Verbs");
  CHECK(found.notes[0].cards[0].state->ef100 == 180);
  CHECK(found.notes[0].cards[0].state->due == day_from_string("2026-03-12"));
  CHECK(found.codes() == Values{"topic", "no-text"});
  CHECK(read_notes("<SuperMemoCollection><a></SuperMemoCollection>").codes() == Values{"bad-xml"});
  CHECK(read_notes("<a/>", as_format("supermemo")).codes() == Values{"wrong-format"});
}

}  // namespace
}  // namespace lianxi
