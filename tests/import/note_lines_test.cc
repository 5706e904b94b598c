#include <doctest/doctest.h>

#include <chrono>
#include <random>
#include <sstream>

#include "base/limits.h"
#include "import/notes.h"

namespace lianxi {
namespace {

using namespace std::chrono_literals;

/// All that a stream of notes holds.
struct Told {
  std::vector<NoteSource> sources;
  std::vector<NoteType> types;
  std::vector<Note> notes;
  std::vector<NoteMedia> media;
  Diagnostics rejected;
};

NoteSink into(Told& told) {
  return {[&](NoteSource one) { told.sources.push_back(std::move(one)); },
          [&](NoteType one) { told.types.push_back(std::move(one)); },
          [&](Note one) { told.notes.push_back(std::move(one)); },
          [&](NoteMedia one) { told.media.push_back(std::move(one)); },
          [&](Diagnostic one) { told.rejected.push_back(std::move(one)); }};
}

Told read(const std::string& lines) {
  Told told;
  std::istringstream in(lines);
  read_note_lines(in, into(told));
  return told;
}

NoteType word_type() {
  return {
      "Basic (茶)", {"Front", "Back", ""}, {{"Card 1", {0}, {1, 2}}, {"Card 2", {1}, {0}}}, false};
}

PastCard answered_card() {
  PastCard card;
  card.made_by = 1;
  card.id = "1700000000000";
  card.deck = "Chinese::HSK 1";
  card.question = "tea";
  card.answer = "茶\nchá [sound:cha2.mp3]";
  card.state = PastState{3, 236, 15, StudyDay{Days{20'000}}, StudyDay{Days{19'985}}, 12.5, 4.25};
  card.suspended = card.buried = true;
  card.flag = "red";
  card.reviews = {{-5, Rating::again, 0ms, StudyDay{Days{-1}}, std::nullopt},
                  {1'700'000'000'000, Rating::easy, 60'000ms, StudyDay{Days{19'675}}, Days{15}}};
  return card;
}

Note word_note() {
  Note note;
  note.type = "Basic (茶)";
  note.id = "Ab\"\\<guid>";
  note.deck = "茶";
  note.values = {"茶\nchá", "tea \"quoted\"", ""};
  note.tags = {"hsk1", "饮料::茶"};
  note.source = "由我们写";
  note.cards = {answered_card(), PastCard{}};
  note.line = 7;
  return note;
}

std::string lines_of(const std::function<void(const NoteSink&)>& tell) {
  std::ostringstream out;
  tell(note_lines_to(out));
  finish_note_lines(out);
  return out.str();
}

std::string whole_stream() {
  return lines_of([](const NoteSink& sink) {
    sink.begin({"anki", "an Anki package (version 3)", "anki 1674756000", -480min, 4h, 0.85});
    sink.type(word_type());
    sink.accept(word_note());
    sink.reject({"茶.apkg", 3, "too-long", "a field is too long", true});
    sink.media({"茶.jpg", std::string("\0\n{}\xff", 5)});
    sink.media({"empty.mp3", ""});
    sink.type({"Cloze", {"Text"}, {{"Cloze", {0}, {}}}, true});
  });
}

TEST_CASE("what is written as lines is read as it was") {
  const Told told = read(whole_stream());
  REQUIRE(told.sources.size() == 1);
  CHECK(told.sources[0] ==
        NoteSource{"anki", "an Anki package (version 3)", "anki 1674756000", -480min, 4h, 0.85});
  REQUIRE(told.types.size() == 2);
  CHECK(told.types[0] == word_type());
  CHECK(told.types[1].cloze);
  REQUIRE(told.notes.size() == 1);
  CHECK(told.notes[0] == word_note());
  REQUIRE(told.media.size() == 2);
  CHECK(told.media[0] == NoteMedia{"茶.jpg", std::string("\0\n{}\xff", 5)});
  CHECK(told.media[1] == NoteMedia{"empty.mp3", ""});
  REQUIRE(told.rejected.size() == 1);
  CHECK(told.rejected[0].text == "a field is too long");
  CHECK(told.rejected[0].fatal);
}

TEST_CASE("a stream that is cut off anywhere is refused") {
  const std::string whole = whole_stream();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS(read(whole.substr(0, size)), Error);
  }
  CHECK_THROWS_AS(read(whole + "x"), Error);
}

TEST_CASE("a stream changed by chance is refused or read, and nothing else happens") {
  const std::string whole = whole_stream();
  std::mt19937 random(20260302);
  for (int round = 0; round < 3000; ++round) {
    std::string changed = whole;
    for (int i = 0; i <= round % 3; ++i) {
      changed[random() % changed.size()] = static_cast<char>(random());
    }
    try {
      read(changed);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::input);
    }
  }
}

const std::string kSource =
    R"({"source":{"format":"anki","told":"","origin":"","offset":0,"rollover":4}})"
    "\n";
const std::string kType =
    R"({"type":{"name":"B","fields":["F"],"templates":[{"name":"","asks":[0],"tells":[]}],"cloze":false}})"
    "\n";

std::string note_with(const std::string& card) {
  return kSource + kType +
         R"({"note":{"type":"B","id":"","deck":"","values":["x"],"tags":[],"source":"","line":0,"cards":[)" +
         card + "]}}\n{\"end\":true}\n";
}

std::string card_with(const std::string& more, const std::string& reviews = "") {
  return note_with(R"({"by":0,"id":"1","deck":"","q":"","a":"",)" + more + R"("reviews":[)" +
                   reviews + "]}");
}

TEST_CASE("values out of their range are refused by name") {
  REQUIRE(read(card_with("", "[1,3,0,5,0]")).notes.size() == 1);
  struct {
    const char* name;
    std::string stream;
    const char* why;
  } const rows[] = {
      {"rating", card_with("", "[1,5,0,5]"), "rating is out of range"},
      {"rating as text", card_with("", "[1,\"3\",0,5]"), "rating is no whole number"},
      {"half a rating", card_with("", "[1,2.5,0,5]"), "rating is no whole number"},
      {"taken", card_with("", "[1,3,-1,5]"), "taken is out of range"},
      {"day", card_with("", "[1,3,0,400001]"), "day is out of range"},
      {"wrapped", card_with("", "[18446744073709551615,3,0,5]"), "time is no whole number"},
      {"interval", card_with("", "[1,3,0,5,-1]"), "interval is out of range"},
      {"short review", card_with("", "[1,3,0]"), "a review is not complete"},
      {"order", card_with("", "[2,3,0,5],[1,3,0,5]"), "reviews are not in order"},
      {"ease", card_with(R"("state":{"n":0,"ef100":129,"interval":0},)"), "ef100 is out of range"},
      {"stability", card_with(R"("state":{"n":0,"ef100":250,"interval":0,"stability":-1},)"),
       "stability is out of range"},
      {"truth", card_with(R"("suspended":1,)"), "suspended is neither true nor false"},
      {"template", note_with(R"({"by":1,"id":"1","deck":"","q":"","a":"","reviews":[]})"),
       "a card is made by no template"},
      {"no card", note_with("7"), "an object is missing"},
      {"control", card_with(R"("flag":"\u001b[2J",)"), "flag holds control characters"},
      {"C1", card_with(R"("flag":"\u009b",)"), "flag holds control characters"},
      {"invalid UTF-8", card_with("\"flag\":\"\xff\","), "a line is no object of one member"},
      {"deep", std::string(100'000, '['), "they end too early"},
      {"deep line", std::string(100'000, '[') + "\n", "a line is too deep"},
      {"no source", kType, "they do not say where they come from"},
      {"two sources", kSource + kSource, "they come from two places"},
      {"two types", kSource + kType + kType, "two types have one name"},
      {"field of none",
       kSource + R"({"type":{"name":"B","fields":["F"],"templates":[)"
                 R"({"name":"","asks":[1],"tells":[]}],"cloze":false}})"
                 "\n",
       "asks is out of range"},
      {"note without its type",
       kSource + R"({"note":{"type":"B"}})"
                 "\n",
       "a note is of a type that was not told"},
      {"name that escapes",
       kSource + R"({"media":{"name":"../x","size":0}})"
                 "\n",
       "a picture or a sound has no safe name"},
      {"media of nobody's size",
       kSource + R"({"media":{"name":"x","size":99999999999}})"
                 "\n",
       "size is out of range"},
      {"media cut off",
       kSource + R"({"media":{"name":"x","size":60000000}})"
                 "\n",
       "they end too early"},
      {"unknown",
       kSource + R"({"x":{}})"
                 "\n",
       "a line of a kind that is not known"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK_THROWS_WITH_AS(read(row.stream),
                         (std::string("what lianxi-read wrote cannot be used: ") + row.why).c_str(),
                         Error);
  }
}

TEST_CASE("a note that is too large becomes a complaint") {
  Note note = word_note();
  note.cards.clear();
  note.values.assign(20, std::string(kMaxNoteText, 'a'));
  const Told told = read(lines_of([&](const NoteSink& sink) {
    sink.begin({});
    sink.accept(note);
  }));
  CHECK(told.notes.empty());
  REQUIRE(told.rejected.size() == 1);
  CHECK(told.rejected[0].code == "too-large");
}

TEST_CASE("no more notes are taken than memory should hold") {
  const std::string lines = lines_of([&](const NoteSink& sink) {
    sink.begin({});
    sink.type(word_type());
    for (int i = 0; i < 10; ++i) sink.accept(word_note());
  });
  Told told;
  std::istringstream enough(lines), too_many(lines);
  read_note_lines(enough, into(told), lines.size());
  CHECK(told.notes.size() == 10);
  CHECK_THROWS_WITH_AS(read_note_lines(too_many, into(told), lines.size() / 2),
                       "it holds more notes than can be taken at once", Error);
}

}  // namespace
}  // namespace lianxi
