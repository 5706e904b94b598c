#include "foreign/pleco.h"

#include <doctest/doctest.h>

#include "reading_notes.h"

namespace lianxi {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a text file of Pleco is told by its categories and its brackets") {
  for (const char* text : {"//HSK/1\n喝\n", "喝[喝]\thē\n", "// tea\n喝茶\thē chá\tto drink tea\n",
                           "喝\thē\n吃[吃]\tchī\n看[看]\tkàn\n"}) {
    CAPTURE(std::string(text));
    CHECK(text_notes_format(text) == "pleco");
  }
  for (const char* text : {"// tea\nint main() {}\n", "//\n", "喝\thē\tto drink\n", "[喝]\thē\n"}) {
    CAPTURE(std::string(text));
    CHECK(text_notes_format(text) != "pleco");
  }
}

TEST_CASE("lines of Pleco: headword, pinyin, definition, below categories") {
  const FoundNotes found = read_notes(
      "\xEF\xBB\xBF喝茶[喝茶]\the1 cha2\tto drink tea\r\n// HSK 3.0/Level 1\r\n出国\tchu1//guo2 "
      "\r\n"
      "抛砖引玉[拋磚引玉]\tpao1zhuan1-yin3yu4\t1 idiom\xEE\xAA\xB1\xEE\xAA\xB2to offer\xEE\xAA\xB3 "
      "a few words\tmore\r\n"
      "旅行  \r\n//\r\n\tpinyin\r\n绿\tlǜ\r\n");
  CHECK(found.values() == std::vector<Values>{{"喝茶", "喝茶", "he1 cha2", "to drink tea"},
                                              {"出国", "", "chu1∥guo2", ""},
                                              {"抛砖引玉", "拋磚引玉", "pao1zhuan1-yin3yu4",
                                               "1 idiom\nto offer a few words more"},
                                              {"旅行", "", "", ""},
                                              {"绿", "", "lǜ", ""}});
  CHECK(found.notes[0].deck.empty());
  CHECK(found.notes[1].deck == "HSK 3.0::Level 1");
  CHECK(found.notes[3].line == 5);
  CHECK(found.notes[4].deck.empty());
  CHECK(found.types.at(0).fields == Values{"characters", "traditional", "pinyin", "meaning"});
  REQUIRE(found.complaints.size() == 1);
  CHECK(found.complaints[0].line == 7);
  CHECK(found.source.told == "a text file of Pleco, lines ended by CRLF");
}

std::string card(std::string_view inside) {
  return "<card language=\"chinese\" created=\"1\">" + std::string(inside) + "</card>\n";
}

std::string plecoflash(const std::string& cards) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plecoflash formatversion=\"2\">\n<cards>\n" +
         cards + "</cards>\n</plecoflash>\n";
}

constexpr const char* kDrink =
    "<entry><headword charset=\"sc\">联系</headword><headword charset=\"tc\">聯繫</headword>"
    "<pron type=\"hypy\" tones=\"numbers\">lian2xi4</pron><defn>to "
    "contact\xEE\xAA\xB1link</defn></entry>";

TEST_CASE("XML of Pleco without scores knows no cards") {
  const FoundNotes found = read_notes(plecoflash(
      card(std::string(kDrink) + "<catassign category=\"HSK/4\"/><catassign category=\"Work\"/>") +
      card("<entry><headword>茶</headword><pron type=\"jyutping\">caa4</pron></entry>") +
      card("<dictref dictid=\"PACE\" entryid=\"1\"/>")));
  CHECK(text_notes_format(plecoflash("")) == "pleco-xml");
  CHECK(found.source.told == "an XML file of Pleco, without scores");
  CHECK(found.source.origin.empty());
  CHECK(found.values() ==
        std::vector<Values>{{"联系", "聯繫", "lian2xi4", "to contact\nlink"}, {"茶", "", "", ""}});
  CHECK(found.notes[0].deck == "HSK::4");
  CHECK(found.notes[0].tags == Values{"Work"});
  CHECK(found.notes[0].cards.empty());
  CHECK(found.notes[0].line == 4);
  CHECK(found.codes() == Values{"no-headword"});
}

TEST_CASE("scores of Pleco say what they can say") {
  // 2026-03-02 and 2026-03-12, both at 10:00 UTC.
  const struct {
    const char* name;
    const char* score;
    bool is_asked;
    int n;
    std::vector<std::pair<std::int64_t, Rating>> reviews;
  } rows[] = {
      {"all known",
       "reviewed=\"3\" history=\"266\" firstreviewedtime=\"1772445600\" "
       "lastreviewedtime=\"1773309600\"",
       true,
       2,
       {{1772445600000, Rating::again}, {1773309600000, Rating::good}}},
      {"one review",
       "reviewed=\"1\" history=\"4\" firstreviewedtime=\"1772445600\" "
       "lastreviewedtime=\"1772445600\"",
       true,
       1,
       {{1772445600000, Rating::hard}}},
      {"only the latest digits",
       "reviewed=\"9\" history=\"663\" firstreviewedtime=\"1772445600\" "
       "lastreviewedtime=\"1773309600\"",
       true,
       0,
       {{1773309600000, Rating::again}}},
      {"no digits",
       "reviewed=\"3\" correct=\"2\" firstreviewedtime=\"1772445600\" "
       "lastreviewedtime=\"1773309600\"",
       true,
       0,
       {}},
      {"no times", "reviewed=\"2\" history=\"66\"", true, 2, {}},
      {"never asked", "score=\"100\" reviewed=\"0\"", false, 0, {}},
      {"nonsense", "reviewed=\"-4\" history=\"xyz\" lastreviewedtime=\"soon\"", false, 0, {}},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    const FoundNotes found = read_notes(
        plecoflash(card(std::string(kDrink) + "<scoreinfo scorefile=\"Mine\" " + row.score + "/>") +
                   card(kDrink)));
    CHECK(found.source.origin == "pleco");
    REQUIRE(found.types.size() == 1);
    REQUIRE(found.types[0].templates.size() == 1);
    CHECK(found.types[0].templates[0].name == "Mine");
    REQUIRE(found.notes.size() == 2);
    REQUIRE(found.notes[0].cards.size() == 1);
    const PastCard& first = found.notes[0].cards[0];
    CHECK(first.question == "联系");
    CHECK(first.answer == "lian2xi4\nto contact\nlink");
    REQUIRE(first.state.has_value() == row.is_asked);
    if (first.state) {
      CHECK(first.state->n == row.n);
      CHECK(first.state->interval == 0);
      CHECK_FALSE(first.state->due);
    }
    REQUIRE(first.reviews.size() == row.reviews.size());
    for (std::size_t i = 0; i < row.reviews.size(); ++i) {
      CHECK(first.reviews[i].at_ms == row.reviews[i].first);
      CHECK(first.reviews[i].rating == row.reviews[i].second);
    }
    if (!first.reviews.empty()) CHECK(first.state->last == first.reviews.back().day);
    CHECK_FALSE(found.notes[1].cards.at(0).state);
  }
}

TEST_CASE("each score file is a card") {
  const FoundNotes found = read_notes(plecoflash(
      card(std::string(kDrink) + "<scoreinfo scorefile=\"a\"/><scoreinfo scorefile=\"b\"/>") +
      card(std::string(kDrink) + "<scoreinfo scorefile=\"b\"/>")));
  CHECK(found.types.at(0).templates.size() == 2);
  CHECK(found.notes.at(0).cards.size() == 2);
  CHECK(found.notes.at(1).cards.at(0).made_by == 1);
}

TEST_CASE("XML that is none of Pleco's is refused") {
  CHECK(read_notes("<plecoflash><cards>", as_format("pleco-xml")).codes() == Values{"bad-xml"});
  CHECK(read_notes("<cards/>", as_format("pleco-xml")).codes() == Values{"wrong-format"});
  CHECK(read_notes("<plecoflash/>").notes.empty());
}

}  // namespace
}  // namespace lianxi
