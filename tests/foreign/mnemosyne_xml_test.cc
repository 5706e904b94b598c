#include "foreign/mnemosyne_xml.h"

#include <doctest/doctest.h>

#include "reading_notes.h"

namespace lianxi {
namespace {

/// 2009-07-14, 3 o'clock two hours east of Greenwich.
constexpr const char* kStart = "1247533200";

std::string file_of(const std::string& items, const std::string& start = kStart) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mnemosyne core_version=\"1\" "
         "time_of_start=\"" +
         start + "\">\n<category active=\"0\"><name>old</name></category>\n" + items +
         "</mnemosyne>\n";
}

std::string item(const std::string& attributes, const std::string& question,
                 const std::string& answer, const std::string& category = "&lt;default&gt;") {
  return "<item " + attributes + "><cat>" + category + "</cat><Q>" + question + "</Q><A>" + answer +
         "</A></item>\n";
}

TEST_CASE("an item is a note with one card, its learning data are a state") {
  const struct {
    const char* name;
    const char* attributes;
    std::optional<PastState> state;
  } rows[] = {
      {"never asked", "gr=\"0\" e=\"2.500\" ac_rp=\"0\" rt_rp=\"0\" l_rp=\"0\" n_rp=\"0\"", {}},
      {"no data", "", {}},
      {"being learnt", "gr=\"0\" e=\"2.500\" ac_rp=\"2\" rt_rp=\"0\" l_rp=\"3\" n_rp=\"3\"",
       PastState{0, 250, 0, {}, day_from_string("2009-07-17"), {}, {}}},
      {"just learnt", "gr=\"2\" e=\"2.500\" ac_rp=\"1\" rt_rp=\"0\" l_rp=\"0\" n_rp=\"1\"",
       PastState{1, 250, 1, day_from_string("2009-07-15"), day_from_string("2009-07-14"), {}, {}}},
      {"long known",
       "gr=\"4\" e=\"1.760\" ac_rp=\"3\" rt_rp=\"9\" rt_rp_l=\"6\" lps=\"1\" l_rp=\"100\" "
       "n_rp=\"160\"",
       PastState{7, 176, 60, day_from_string("2009-12-21"), day_from_string("2009-10-22"), {}, {}}},
      {"nonsense",
       "gr=\"9\" e=\"x\" ac_rp=\"1\" rt_rp=\"-1\" rt_rp_l=\"-5\" l_rp=\"99999999\" n_rp=\"\"",
       {}},
      {"days out of time", "gr=\"5\" e=\"0.1\" ac_rp=\"1\" l_rp=\"99999999\" n_rp=\"-99999999\"",
       PastState{1, 130, 0, {}, {}, {}, {}}},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    const FoundNotes found =
        read_notes(file_of(item("id=\"a1\" " + std::string(row.attributes), "喝", "to drink")));
    CHECK(found.complaints.empty());
    REQUIRE(found.notes.size() == 1);
    const Note& note = found.notes[0];
    CHECK(note.type == "front and back");
    CHECK(note.id == "a1");
    CHECK(note.values == Values{"喝", "to drink"});
    CHECK(note.deck.empty());
    CHECK(note.line == 4);
    REQUIRE(note.cards.size() == 1);
    CHECK(note.cards[0].id == "a1");
    CHECK(note.cards[0].state == row.state);
    CHECK(note.cards[0].reviews.empty());
  }
}

TEST_CASE("the start tells the first day and where the learner was") {
  const struct {
    const char* start;
    int hours_east;
    const char* day;
  } rows[] = {
      {"1247533200", 2, "2009-07-14"},   // 01:00 UTC
      {"1247511600", 8, "2009-07-14"},   // 19:00 UTC the day before
      {"1247558400", -5, "2009-07-14"},  // 08:00 UTC
      {"1247540400", 0, "2009-07-14"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.start));
    const FoundNotes found = read_notes(
        file_of(item("gr=\"2\" ac_rp=\"1\" l_rp=\"0\" n_rp=\"1\"", "喝", "x"), row.start));
    CHECK(found.source.offset == std::chrono::hours{row.hours_east});
    CHECK(found.source.rollover == std::chrono::hours{3});
    CHECK(found.source.origin == "mnemosyne " + std::string(row.start));
    CHECK(found.notes.at(0).cards.at(0).state->last == day_from_string(row.day));
  }
  const FoundNotes odd = read_notes(
      file_of(item("gr=\"2\" ac_rp=\"1\" l_rp=\"0\" n_rp=\"1\"", "喝", "x"), "1247533201"));
  CHECK(odd.source.offset == std::chrono::minutes{0});
  CHECK(odd.notes.at(0).cards.at(0).state->last == day_from_string("2009-07-14"));
  const FoundNotes none =
      read_notes(file_of(item("gr=\"2\" ac_rp=\"1\" l_rp=\"0\" n_rp=\"1\"", "喝", "x"), ""));
  CHECK(none.source.origin == "mnemosyne");
  CHECK_FALSE(none.notes.at(0).cards.at(0).state->last);
}

TEST_CASE("siblings are cards of one note") {
  const FoundNotes found = read_notes(file_of(
      item("id=\"a\"", "喝", "to drink", "old") + item("id=\"a.inv\"", "to drink", "喝", "old") +
      item("id=\"b\"", "吃", "chī\nto eat") + item("id=\"b.tr.1\"", "to eat", "吃\nchī")));
  CHECK(found.complaints.empty());
  REQUIRE(found.notes.size() == 2);
  CHECK(found.notes[0].values == Values{"喝", "to drink"});
  CHECK(found.notes[0].deck == "old");
  REQUIRE(found.notes[0].cards.size() == 2);
  CHECK(found.notes[0].cards[1].made_by == 1);
  CHECK(found.notes[0].cards[1].id == "a.inv");
  CHECK(found.notes[0].cards[1].question == "to drink");
  CHECK(found.notes[0].cards[1].suspended);  // its category was put aside
  CHECK(found.notes[1].type == "vocabulary");
  CHECK(found.notes[1].values == Values{"吃", "chī", "to eat"});
  CHECK(found.notes[1].cards.size() == 2);
  CHECK_FALSE(found.notes[1].cards[0].suspended);
}

TEST_CASE("siblings that are missing, do not agree, or share an id with others") {
  const FoundNotes found = read_notes(
      file_of(item("id=\"a.tr.1\"", "to eat", "吃\nchī") +  // its front is missing
              item("id=\"b\"", "喝", "to drink") +
              item("id=\"b.tr.1\"", "to drink", "喝\nhē") +  // no pronunciation
              item("id=\"c.inv\"", "tea", "茶") +            // its front is missing
              item("id=\"d\"", "水", "water", "x") + item("id=\"d\"", "饭", "rice", "y") +
              item("id=\"d.inv\"", "rice", "饭", "y") + item("id=\"d\"", "面", "noodles", "y") +
              item("", "菜", "dish") + item("", "", "<i> </i>")));
  CHECK(found.values() == std::vector<Values>{{"吃", "chī", "to eat"},
                                              {"喝", "hē", "to drink"},
                                              {"茶", "tea"},
                                              {"水", "water"},
                                              {"饭", "rice"},
                                              {"面", "noodles"},
                                              {"菜", "dish"}});
  CHECK(found.codes() == Values{"no-sibling", "other-sibling", "no-sibling", "no-text"});
  Values ids;
  for (const Note& note : found.notes) ids.push_back(note.id);
  CHECK(ids == Values{"a", "b", "c", "d", "d y", "d y 2", ""});
  CHECK(found.notes[0].cards[0].made_by == 1);
  CHECK(found.notes[4].cards[1].id == "d y.inv");
}

TEST_CASE("fields are HTML with line ends of their own") {
  const FoundNotes found = read_notes(file_of(
      item("id=\"a\"", "&lt;b&gt;喝茶&lt;/b&gt;\n&lt;img src=\"maps/tea.png\"&gt;", "a &lt; b")));
  CHECK(found.values() == std::vector<Values>{{"喝茶\n[image: maps/tea.png]", "a < b"}});
}

TEST_CASE("what is no file of Mnemosyne 1 is refused with its reason") {
  const struct {
    const char* text;
    const char* code;
  } rows[] = {
      {"<?xml version=\"1.0\"?><other/>", "wrong-format"},
      {"<mnemosyne core_version=\"2\"/>", "bad-version"},
      {"<mnemosyne/>", "bad-version"},
      {"<mnemosyne core_version=\"1\"><item><Q>a</A></item></mnemosyne>", "bad-xml"},
      {"喝\tto drink\n", "bad-xml"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    const FoundNotes found = read_notes(row.text, as_format("mnemosyne-xml"));
    CHECK(found.is_refused());
    CHECK(found.codes() == Values{row.code});
  }
  CHECK_FALSE(read_notes("<?xml version=\"1.0\"?><other/>").is_known);
}

}  // namespace
}  // namespace lianxi
