#include "foreign/anki_package.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "foreign/anki_builder.h"
#include "import/media_names.h"
#include "support/real_data.h"
#include "support/refusal.h"

namespace lianxi {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;
using Indices = std::vector<std::size_t>;

struct Package {
  NoteSource source;
  std::vector<NoteType> types;
  std::vector<Note> notes;
  std::vector<NoteMedia> media;
  Diagnostics rejected;
};

Package read(const std::string& path) {
  Package found;
  read_anki_package(Archive(path), "a.apkg",
                    {[&](NoteSource one) { found.source = std::move(one); },
                     [&](NoteType one) { found.types.push_back(std::move(one)); },
                     [&](Note one) { found.notes.push_back(std::move(one)); },
                     [&](NoteMedia one) { found.media.push_back(std::move(one)); },
                     [&](Diagnostic one) { found.rejected.push_back(std::move(one)); }});
  return found;
}

Package read(const Members& members) {
  TemporaryFolder folder;
  write_file(folder / "a.apkg", zipped(members));
  return read(folder / "a.apkg");
}

/// Collections of the first version with these rows.
Package read_rows(const std::string& settings, const std::string& rows) {
  return read(Members{{"collection.anki2", database(json_collection(settings, kIndexes + rows))}});
}

std::string why_refused(const Members& members) {
  return helpful_refusal_of([&] { read(members); });
}

const std::string kNew = "0, 0, 5, 0, 0, 0, 0, 0";
/// A new word with both cards.
const std::string kTea = note_row(1, 7, "<b>茶</b>|chá|tea [sound:cha2.mp3]", " drinks hsk1 ") +
                         card_row(11, 1, 2, 0, kNew) + card_row(12, 1, 2, 1, kNew);
/// What programs before 2.1.28 are shown of a newer package.
const std::string kStub = database(
    json_collection("{}", note_row(1, 7, "Please update to the latest Anki version") + kIndexes));

void check_tea(const Package& found) {
  REQUIRE(found.types.size() == 1);
  CHECK(found.types[0].name == "Words");
  CHECK(found.types[0].fields == Texts{"Hanzi", "Pinyin", "English"});
  REQUIRE(found.types[0].templates.size() == 2);
  CHECK(found.types[0].templates[0] == NoteType::Template{"Read", Indices{0}, Indices{1, 2}});
  CHECK(found.types[0].templates[1] == NoteType::Template{"Recall", Indices{2}, Indices{0}});
  REQUIRE(found.notes.size() == 1);
  const Note& tea = found.notes[0];
  CHECK(tea.type == "Words");
  CHECK(tea.id == "guid1");
  CHECK(tea.values == Texts{"茶", "chá", "tea [sound:cha2.mp3]"});
  CHECK(tea.tags == Texts{"drinks", "hsk1"});
  REQUIRE(tea.cards.size() == 2);
  CHECK(tea.cards[0].id == "11");
  CHECK(tea.cards[0].deck == "Chinese::HSK 1");
  CHECK(tea.cards[0].question == "茶");
  CHECK(tea.cards[1].made_by == 1);
  CHECK(tea.cards[1].answer == "茶");
  CHECK_FALSE(tea.cards[0].state);
  CHECK(found.rejected.empty());
}

TEST_CASE("the three versions of a package say the same") {
  const std::string old = database(json_collection("{}", kIndexes + kTea));
  const std::string json = database(json_collection(kCalendarSettings, kIndexes + kTea));
  const std::string tables = database(table_collection(kCalendarRows, kIndexes + kTea));

  const Package first = read(Members{{"collection.anki2", old}, {"media", "{}"}});
  check_tea(first);
  CHECK(first.source ==
        NoteSource{"anki", "an Anki package (version 1)", "anki 1709236800", 480min, 4h});
  CHECK(first.notes[0].cards[0].answer == "chá\ntea [sound:cha2.mp3]");

  for (const char* meta : {"\x08\x02", ""}) {
    Members members{{"collection.anki2", kStub}, {"collection.anki21", json}, {"media", ""}};
    if (*meta) members.push_back({"meta", meta});
    const Package second = read(members);
    check_tea(second);
    CHECK(second.source.told == "an Anki package (version 2)");
  }
  const Package third = read(Members{{"meta", "\x08\x03"},
                                     {"collection.anki21b", zstd_frame(tables)},
                                     {"collection.anki2", kStub},
                                     {"media", zstd_frame("")}});
  check_tea(third);
  CHECK(third.source ==
        NoteSource{"anki", "an Anki package (version 3)", "anki 1709236800", 480min, 4h});
  CHECK(third.notes[0].cards[0].answer == "chá\ntea [sound:cha2.mp3].");
}

TEST_CASE("gaps are cards of one template") {
  const Package found =
      read_rows("{}", note_row(1, 8, "我{{c1::喝::verb}}{{c2::茶}}。|I drink tea.") +
                          card_row(11, 1, 1, 0, kNew) + card_row(12, 1, 1, 1, kNew));
  REQUIRE(found.types.size() == 1);
  CHECK(found.types[0].cloze);
  CHECK(found.types[0].templates[0] == NoteType::Template{"Gap", Indices{0}, Indices{1}});
  REQUIRE(found.notes.size() == 1);
  REQUIRE(found.notes[0].cards.size() == 2);
  CHECK(found.notes[0].cards[0].question == "我[verb]茶。");
  CHECK(found.notes[0].cards[1].question == "我喝＿＿。");
  CHECK(found.notes[0].cards[1].answer == "我喝茶。\nI drink tea.");
  CHECK(found.notes[0].cards[1].made_by == 1);
}

// Days after 2024-03-01, 12:00 in China.
constexpr std::int64_t noon(int day) { return (kCreated + day * 86400 + 8 * 3600) * 1000; }

TEST_CASE("what was learned comes with the cards") {
  const std::string rows =
      note_row(1, 7, "茶|chá|tea") +
      card_row(11, 1, 2, 0, "2, 2, 20, 15, 2360, 0, 0, 1", R"({"s":12.5,"d":4.5})") +
      card_row(12, 1, 3, 1, "2, -1, -100000, 9, 2500, 12, 2, 10") +
      review_row(noon(5), 11, "3, 15, 2360, 4100, 1") +
      review_row(noon(0), 11, "3, 1, 2500, 9000, 0") + review_row(noon(1), 11, "0, 3, 0, 0, 4") +
      review_row(noon(2), 11, "1, -600, 2360, 7000, 1") +
      review_row(noon(3), 99, "3, 1, 2500, 1, 1");
  for (const bool clock : {false, true}) {
    CAPTURE(clock);
    const Package found = read_rows(clock ? "{}" : kCalendarSettings, rows);
    REQUIRE(found.notes.size() == 1);
    REQUIRE(found.notes[0].cards.size() == 2);
    const PastCard& read = found.notes[0].cards[0];
    REQUIRE(read.state);
    CHECK(read.flag == "red");
    CHECK(read.state->n == 2);
    CHECK(read.state->ef100 == 236);
    CHECK(read.state->interval == 15);
    CHECK(to_string(*read.state->due) == "2024-03-21");
    CHECK(to_string(*read.state->last) == "2024-03-06");
    CHECK(read.state->stability == 12.5);
    REQUIRE(read.reviews.size() == 3);
    CHECK(read.reviews[0] == PastReview{noon(0), clock ? Rating::easy : Rating::good, 9000ms,
                                        *day_from_string("2024-03-01"), Days{1}});
    CHECK(read.reviews[1].rating == Rating::again);
    CHECK_FALSE(read.reviews[1].interval);
    CHECK(read.reviews[2].at_ms == noon(5));

    const PastCard& recall = found.notes[0].cards[1];
    CHECK(recall.deck == "Chinese::HSK 1");
    CHECK(recall.suspended);
    CHECK(recall.flag == "orange");
    CHECK(to_string(*recall.state->due) == "2024-03-13");
    CHECK(to_string(*recall.state->last) == "2024-03-04");
  }
}

TEST_CASE("buried cards are told from suspended ones") {
  const Package found = read_rows("{}", note_row(1, 7, "茶|chá|tea") +
                                            card_row(11, 1, 1, 0, "2, -2, 20, 15, 2500, 0, 0, 0") +
                                            card_row(12, 1, 1, 1, "2, -3, 20, 15, 2500, 0, 0, 7"));
  REQUIRE(found.notes.size() == 1);
  for (const PastCard& card : found.notes[0].cards) {
    CHECK(card.buried);
    CHECK_FALSE(card.suspended);
  }
  CHECK(found.notes[0].cards[1].flag == "purple");
}

TEST_CASE("a collection without its indexes is read all the same") {
  std::string rows;
  for (int i = 1; i <= 3000; ++i) {
    rows += note_row(i, 7, "茶|chá|tea") + card_row(10000 + i, i, 1, 0, kNew) +
            review_row(noon(0) + i, 10000 + i, "3, 1, 2500, 1, 1");
  }
  const Package found = read(
      Members{{"collection.anki2", database(json_collection("{}", "begin;" + rows + "commit;"))}});
  REQUIRE(found.notes.size() == 3000);
  for (const Note& note : found.notes) {
    REQUIRE(note.cards.size() == 1);
    REQUIRE(note.cards[0].reviews.size() == 1);
  }
}

TEST_CASE("what cannot be used is named, and the rest is read") {
  const Package found =
      read_rows("{}", kTea + note_row(2, 77, "of no type") + note_row(3, 7, "a|b|c|d") +
                          note_row(4, 7, "水") + card_row(41, 4, 1, 5, kNew) +
                          card_row(42, 4, 9, 0, kNew) + note_row(5, 7, "long") +
                          "update notes set flds = hex(zeroblob(600000)) where id = 5;");
  REQUIRE(found.notes.size() == 2);
  CHECK(found.notes[1].values == Texts{"水", "", ""});
  REQUIRE(found.notes[1].cards.size() == 1);
  CHECK(found.notes[1].cards[0].deck.empty());
  std::string codes;
  for (const Diagnostic& one : found.rejected) codes += one.code + " ";
  CHECK(codes == "no-note-type too-many-fields no-template too-large ");
}

TEST_CASE("media come with the names they are called by") {
  const std::string old = database(json_collection("{}", kIndexes + kTea));
  const Package first =
      read(Members{{"collection.anki2", old},
                   {"media", R"({"0":"cha2.mp3","2":"gone.jpg","3":"why?.jpg","4":"e\u0301.png"})"},
                   {"0", "sound"},
                   {"3", "x"},
                   {"4", "picture"}});
  REQUIRE(first.media.size() == 2);
  CHECK(first.media[0] == NoteMedia{"cha2.mp3", "sound"});
  CHECK(first.media[1] == NoteMedia{"é.png", "picture"});
  REQUIRE(first.rejected.size() == 2);
  CHECK(first.rejected[0].text == "gone.jpg is not in the package");
  CHECK(first.rejected[1].text == "why?.jpg has a name that no file may have");

  const std::string tables = database(table_collection("", kIndexes + kTea));
  const Package third =
      read(Members{{"meta", "\x08\x03"},
                   {"collection.anki21b", zstd_frame(tables)},
                   {"media", zstd_frame(media_entry("cha2.mp3", 5) + media_entry("茶.jpg", 9) +
                                        media_entry("b.jpg", 1))},
                   {"0", zstd_frame("sound")},
                   {"1", zstd_frame("picture")},
                   {"2", "no zstd"}});
  REQUIRE(third.media.size() == 1);
  CHECK(third.media[0] == NoteMedia{"cha2.mp3", "sound"});
  REQUIRE(third.rejected.size() == 2);
  CHECK(third.rejected[0].text == "茶.jpg is damaged: it has not the size it should have");
  CHECK(third.rejected[1].text == "b.jpg is damaged: a file in it cannot be unpacked");
}

TEST_CASE("packages that cannot be used are refused with a reason") {
  const std::string good = database(json_collection("{}", kIndexes + kTea));
  std::string torn = good;
  for (std::size_t i = 3 * 4096; i < torn.size(); i += 7) torn[i] = '\x55';
  const std::string packed = zstd_frame(database(table_collection("", kIndexes + kTea)));
  std::string views = json_collection("{}", "");
  views += "alter table notes rename to kept; create view notes as select * from kept;";
  struct {
    const char* name;
    Members members;
    const char* why;
  } const rows[] = {
      {"version 9",
       {{"meta", "\x08\x09"}, {"collection.anki2", good}},
       "is a package of version 9, which lianxi does not know"},
      {"no version",
       {{"meta", "\x10\x09"}, {"collection.anki2", good}},
       "is a package of version 0, which lianxi does not know"},
      {"damaged version",
       {{"meta", "\x08"}, {"collection.anki2", good}},
       "is damaged: what it says of its version cannot be read"},
      {"no collection",
       {{"media", "{}"}},
       "holds no collection: there is no collection.anki2 in it"},
      {"only the stub",
       {{"meta", "\x08\x03"}, {"collection.anki2", kStub}},
       "holds no collection: there is no collection.anki21b in it"},
      {"schema 250",
       {{"collection.anki2", database(json_collection("{}", "update col set ver = 250;"))}},
       "holds a collection of schema 250, which lianxi does not know"},
      {"no database",
       {{"collection.anki2", "no database at all"}},
       "is damaged: its database cannot be read (file is not a database)"},
      {"another database",
       {{"collection.anki2", database("create table t(a)")}},
       "holds no collection of Anki: it has no table col"},
      {"views",
       {{"collection.anki2", database(views)}},
       "holds no collection of Anki: it has no table notes"},
      {"damaged note types",
       {{"collection.anki2", database(json_collection("{}", "update col set models = '{';"))}},
       "is damaged: its note types cannot be read"},
      {"zstd cut off",
       {{"meta", "\x08\x03"}, {"collection.anki21b", packed.substr(0, packed.size() - 10)}},
       "is cut off"},
      {"no zstd",
       {{"meta", "\x08\x03"}, {"collection.anki21b", good}},
       "is damaged: a file in it cannot be unpacked"},
      {"a list of media that escapes",
       {{"collection.anki2", good}, {"media", R"({"0":"../x"})"}, {"0", "x"}},
       "holds a picture or sound whose name would lead out of its folder"},
      {"a damaged list of media",
       {{"collection.anki2", good}, {"media", "{"}},
       "is damaged: its list of pictures and sounds cannot be read"},
      {"a damaged new list of media",
       {{"meta", "\x08\x03"}, {"collection.anki21b", packed}, {"media", zstd_frame("\x0a\x7f")}},
       "is damaged: its list of pictures and sounds cannot be read"},
      {"a member that escapes",
       {{"collection.anki2", good}, {"../x", "x"}},
       "holds a file whose name would lead out of its folder"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(why_refused(row.members) == row.why);
  }
  CHECK(why_refused({{"collection.anki2", torn}}).starts_with("is damaged: its database"));
  CHECK(why_refused({{"collection.anki2", good.substr(0, good.size() / 2)}})
            .starts_with("is damaged: its database"));
}

TEST_CASE("a column that is missing is a damaged database") {
  CHECK(why_refused({{"collection.anki2",
                      database(json_collection("{}", "alter table cards drop column odid;"))}})
            .starts_with("is damaged: its database cannot be read (no such column: odid"));
}

// Real packages -----------------------------------------------------------------------------------

std::size_t answers(const nlohmann::json& expected) {
  std::size_t count = 0;
  for (const auto& [key, number] : expected["revlog_by_type_ease"].items()) {
    if (!key.ends_with("/0")) count += number.get<std::size_t>();
  }
  return count;
}

void check_package(const Package& found, const nlohmann::json& expected) {
  CHECK(found.source.told ==
        "an Anki package (version " + std::to_string(expected["package_version"].get<int>()) + ")");
  CHECK(found.source.origin == "anki " + std::to_string(expected["crt"].get<std::int64_t>()));
  CHECK(found.notes.size() == expected["notes"].get<std::size_t>());
  CHECK(found.rejected.empty());
  CHECK(found.types.size() == expected["notetypes_used"].size());
  for (const NoteType& type : found.types) {
    REQUIRE(expected["notetypes"].contains(type.name));
    CHECK(type.fields == expected["notetypes"][type.name].get<Texts>());
    for (const NoteType::Template& one : type.templates) {
      CAPTURE(one.name);
      CHECK_FALSE((one.asks.empty() && one.tells.empty()));
    }
  }
  Texts decks;
  for (const auto& [id, name] : expected["decks"].items()) decks.push_back(name);
  std::size_t cards = 0, fresh = 0, reviews = 0;
  for (const Note& note : found.notes) {
    for (const PastCard& card : note.cards) {
      ++cards;
      fresh += !card.state;
      reviews += card.reviews.size();
      CHECK(std::find(decks.begin(), decks.end(), card.deck) != decks.end());
      CHECK(card.question.find('<') == std::string::npos);
    }
  }
  CHECK(cards == expected["cards"].get<std::size_t>());
  std::size_t expected_fresh = 0;
  for (const auto& [key, number] : expected["cards_by_type_queue"].items()) {
    if (key.starts_with("0/")) expected_fresh += number.get<std::size_t>();
  }
  CHECK(fresh == expected_fresh);
  CHECK(reviews == answers(expected));
  Texts names, expected_names;
  for (const NoteMedia& media : found.media) names.push_back(media.name);
  for (const auto& item : expected["media"].items()) expected_names.push_back(item.value());
  std::sort(names.begin(), names.end());
  std::sort(expected_names.begin(), expected_names.end());
  CHECK(names == expected_names);
}

TEST_CASE("real packages hold what is known of them") {
  const std::string anki = real_path("anki/");
  if (anki.empty()) return;
  const auto expected = nlohmann::json::parse(std::ifstream(anki + "expected.json"));
  for (const auto& item : expected.items()) {
    const std::string name = item.key();
    CAPTURE(name);
    if (name.ends_with(".apkg")) check_package(read(anki + name), item.value());
  }
}

TEST_CASE("a real history of scheduler 1 is due when Anki would ask") {
  const std::string path = real_path("anki/v1_mnemosyne_anki1.apkg");
  if (path.empty()) return;
  const Package found = read(path);
  int reviewed = 0;
  for (const Note& note : found.notes) {
    for (const PastCard& card : note.cards) {
      if (!card.state || card.state->n == 0) continue;
      ++reviewed;
      REQUIRE_FALSE(card.reviews.empty());
      REQUIRE(card.state->due);
      CHECK(*card.state->due - Days{card.state->interval} == card.reviews.back().day);
      CHECK(card.state->interval == card.reviews.back().interval->count());
    }
  }
  CHECK(reviewed == 4);
}

}  // namespace
}  // namespace lianxi
