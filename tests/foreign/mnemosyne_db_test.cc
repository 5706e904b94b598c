#include "foreign/mnemosyne_db.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <sstream>

#include "foreign/mnemosyne_builder.h"
#include "sqlite/foreign_file.h"
#include "support/real_data.h"
#include "support/refusal.h"

namespace lianxi {
namespace {

// 2024-03-01 at 00:00 in UTC.
constexpr std::int64_t kMarch1 = 1709251200;
constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;

std::string seconds(std::int64_t number) { return std::to_string(number); }

TEST_CASE("a fact becomes a note, and its cards stand where they stood") {
  const std::int64_t first = kMarch1 + 9 * kHour, second = kMarch1 + 4 * kDay + 10 * kHour;
  const std::int64_t next = kMarch1 + 10 * kDay;
  const FoundMnemosyne found = read_database(
      "insert into log(event_type, timestamp, object_id) values (1, " + seconds(first) +
      ", 'Mnemosyne 2.9 posix linux TZ 8');" +
      fact_row(1, "Xy7", "f", "我每天早上喝茶。", "b", "I drink tea &amp; milk<br>every morning.") +
      card_row(1, 1, "2", "2.1") + card_row(2, 1, "2", "2.2") +
      "update cards set grade = 3, easiness = 2.36, ret_reps_since_lapse = 1, last_rep = " +
      seconds(second) + ", next_rep = " + seconds(next) + " where _id = 1;" +
      "update cards set active = 0 where _id = 2;" +
      "insert into tags values (2, 'a', 'HSK::1', ''), (3, 'b', '早饭', '');" +
      "insert into tags_for_card values (1, 2), (1, 3), (2, 2), (2, 1);" +
      answer_row("card1", seconds(second) + ", 3, " + seconds(next) + ", 12") +
      answer_row("card1", seconds(first) + ", 4, " + seconds(kMarch1 + 4 * kDay) + ", 0") +
      answer_row("gone", seconds(first) + ", 4, 0, 0"));
  REQUIRE(found.is_known);
  CHECK(found.complaints.empty());
  CHECK(found.source.format == "mnemosyne");
  CHECK(found.source.told == "a database of Mnemosyne 2");
  CHECK(found.source.origin == "mnemosyne");
  CHECK(found.source.offset == std::chrono::hours{8});
  CHECK(found.source.rollover == std::chrono::hours{3});

  REQUIRE(found.types.size() == 1);
  const NoteType& type = found.types[0];
  CHECK(type.fields == Values{"front", "back"});
  REQUIRE(type.templates.size() == 2);
  CHECK(type.templates[1] == NoteType::Template{"Back-to-front", {1}, {0}});

  REQUIRE(found.notes.size() == 1);
  const Note& note = found.notes[0];
  CHECK(note.id == "Xy7");
  CHECK(note.values == Values{"我每天早上喝茶。", "I drink tea & milk\nevery morning."});
  CHECK(note.tags == Values{"HSK::1", "早饭"});
  REQUIRE(note.cards.size() == 2);

  const PastCard& asked = note.cards[0];
  CHECK(asked.id == "card1");
  CHECK(asked.made_by == 0);
  CHECK_FALSE(asked.suspended);
  REQUIRE(asked.state);
  CHECK(asked.state->n == 2);
  CHECK(asked.state->ef100 == 236);
  CHECK(asked.state->last == day_from_string("2024-03-05"));
  CHECK(asked.state->due == day_from_string("2024-03-11"));
  CHECK(asked.state->interval == 6);
  REQUIRE(asked.reviews.size() == 2);
  CHECK(asked.reviews[0].at_ms == first * 1000);
  CHECK(asked.reviews[0].rating == Rating::good);
  CHECK(asked.reviews[0].interval == Days{4});
  CHECK(asked.reviews[1].rating == Rating::hard);
  CHECK(asked.reviews[1].taken == std::chrono::seconds{12});

  const PastCard& unasked = note.cards[1];
  CHECK(unasked.made_by == 1);
  CHECK(unasked.question == note.values[1]);
  CHECK(unasked.answer == note.values[0]);
  CHECK(unasked.suspended);
  CHECK_FALSE(unasked.state);
  CHECK(unasked.reviews.empty());
}

TEST_CASE("each type of the program makes its cards") {
  const FoundMnemosyne found = read_database(
      fact_row(1, "v", "f", "茶", "m_1", "tea") +
      "insert into data_for_fact values (1, 'p_1', 'chá');" + card_row(1, 1, "3", "3.1") +
      card_row(2, 1, "3", "3.2") + fact_row(2, "m", "loc", "北京", "blank", "<img src=\"a.png\">") +
      "insert into data_for_fact values (2, 'marked', '<img src=\"b.png\">');" +
      card_row(3, 2, "4", "4.1") + card_row(4, 2, "4", "4.2") +
      fact_row(3, "c", "text", "他[喝:hē]了一[杯]茶。") +
      card_row(5, 3, "5", "5.1", "'{''cloze'': ''喝:hē'', ''index'': 0}'") +
      card_row(6, 3, "5", "5.1", "'{''cloze'': ''杯'', ''index'': 1}'") +
      fact_row(4, "s", "f", "[你好]！", "m_1", "Hello!") + card_row(7, 4, "6", "6.1") +
      card_row(8, 4, "6", "6.2", "'{''cloze'': ''你好'', ''index'': 0}'") +
      fact_row(5, "t", "f", "[慢走]", "m_1", "Take care!") +
      card_row(9, 5, "6", "6.2", "'{''cloze'': ''慢走'', ''index'': 0}'"));
  CHECK(found.complaints.empty());
  REQUIRE(found.notes.size() == 5);
  CHECK(found.notes[0].values == Values{"茶", "chá", "tea", ""});
  CHECK(found.notes[2].values == Values{"他喝了一杯茶。"});
  CHECK(found.notes[3].values == Values{"你好！", "", "Hello!", ""});
  const struct {
    std::size_t note, card, made_by;
    const char* question;
    const char* answer;
  } rows[] = {
      {0, 0, 0, "茶", "chá\ntea"},
      {0, 1, 1, "tea", "茶\nchá"},
      {1, 0, 0, "[image: b.png]", "北京\n[image: b.png]"},
      {1, 1, 1, "北京\n[image: a.png]", "北京\n[image: b.png]"},
      {2, 0, 0, "他[hē]了一杯茶。", "喝"},
      {2, 1, 1, "他喝了一＿＿茶。", "杯"},
      {3, 0, 0, "你好！", "Hello!"},
      {3, 1, 1, "＿＿！", "你好\nHello!"},
      {4, 0, 1, "Take care!", "慢走"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.note);
    CAPTURE(row.card);
    const PastCard& card = found.notes[row.note].cards.at(row.card);
    CHECK(card.made_by == row.made_by);
    CHECK(card.question == row.question);
    CHECK(card.answer == row.answer);
  }
  for (const NoteType& type : found.types) CHECK(type.cloze == (type.name == "Cloze deletion"));
}

TEST_CASE("types that a learner made, and those made of Anki's, are in the file") {
  const FoundMnemosyne found = read_database(
      R"sql(
insert into fact_views values ('o.1', 'Read', '[''hz'']', '[''py'', ''en'']',
  '{''hz'': ''How is <b>${hz}</b> read? ($$, $none)''}', '{}', 0, 0, '');
insert into fact_views values ('o.2', 'Say', '[''en'']', '[''hz'']', '{}', '{}', 0, 0, '');
insert into card_types values ('own', 'Vocabulary', '[(''hz'', ''汉字''), (''py'', ''拼音''),
  (''en'', ''English'')]', '[]', '[]', '[''o.1'', ''o.2'', ''o.3'']', '{}', '');
insert into fact_views values ('a.0', 'Card 1', '[]', '[]', '{}', '{}', 0, 0,
  '{''qfmt'': ''{{Hanzi}}'', ''afmt'': ''{{FrontSide}}<hr id=answer>{{English}}'', ''ord'': 0}');
insert into card_types values ('7::1', 'Anki', '[(''0'', ''Hanzi''), (''1'', ''English'')]', '[]',
  '[]', '[''a.0'']', '{}', '{''css'': '''', ''type'': 0}');
insert into fact_views values ('g.0', 'Gap', '[]', '[]', '{}', '{}', 0, 0,
  '{''qfmt'': ''{{cloze:Text}}'', ''afmt'': ''{{cloze:Text}}''}');
insert into card_types values ('7::2', 'Gaps', '[(''0'', ''Text'')]', '[]', '[]', '[''g.0'']',
  '{}', '{''type'': 1}');)sql" +
      fact_row(1, "1", "hz", "水", "py", "shuǐ") + card_row(1, 1, "own", "o.1") +
      fact_row(2, "2", "0", "火", "1", "fire") + card_row(2, 2, "7::1", "a.0") +
      fact_row(3, "3", "0", "{{c1::我}}{{c2::喝}}水。") +
      card_row(3, 3, "7::2", "g.0", "'{''ord'': 1}'") + fact_row(4, "4", "f", "山", "p_1", "shān") +
      card_row(4, 4, "3", "3.1"));
  CHECK(found.complaints.empty());
  REQUIRE(found.notes.size() == 4);
  CHECK(found.notes[0].type == "Vocabulary (2)");
  CHECK(found.notes[0].values == Values{"水", "shuǐ", ""});
  CHECK(found.notes[0].cards[0].question == "How is 水 read? ($, $none)");
  CHECK(found.notes[0].cards[0].answer == "shuǐ");
  CHECK(found.notes[1].type == "Anki");
  CHECK(found.notes[1].cards[0].question == "火");
  CHECK(found.notes[1].cards[0].answer == "fire");
  CHECK(found.notes[2].cards[0].made_by == 1);
  CHECK(found.notes[2].cards[0].question == "我＿＿水。");
  CHECK(found.notes[3].type == "Vocabulary");
  for (const NoteType& type : found.types) {
    CAPTURE(type.name);
    CHECK(type.cloze == (type.name == "Gaps"));
    if (type.name == "Anki") CHECK(type.templates[0] == NoteType::Template{"Card 1", {0}, {1}});
    if (type.name == "Vocabulary (2)") CHECK(type.fields == Values{"汉字", "拼音", "English"});
  }
}

TEST_CASE("cards of an extension, or of several types, are kept") {
  const FoundMnemosyne found = read_database(
      fact_row(1, "x", "char", "龙", "gloss", "dragon") + card_row(1, 1, "plugin", "p.1") +
      fact_row(2, "y", "f", "虎", "b", "tiger") + card_row(2, 2, "1", "1.1") +
      card_row(3, 2, "2", "2.2") + card_row(4, 2, "1", "1.9"));
  CHECK(found.complaints.empty());
  REQUIRE(found.notes.size() == 3);
  CHECK(found.notes[0].type == "plugin");
  CHECK(found.notes[0].values == Values{"龙", "dragon"});
  CHECK(found.notes[0].cards[0].answer == "dragon");
  CHECK(found.notes[1].id == "y");
  REQUIRE(found.notes[1].cards.size() == 2);
  CHECK(found.notes[1].cards[1].made_by == 1);
  CHECK(found.notes[1].cards[1].question == "虎");
  CHECK(found.notes[2].id == "y 2");
  CHECK(found.notes[2].cards[0].question == "tiger");
}

TEST_CASE("what nothing can be made of is left out and told") {
  const FoundMnemosyne found =
      read_database(fact_row(1, "a", "f", "花", "b", "flower") + fact_row(2, "b", "f", "<br>") +
                    card_row(1, 2, "1", "1.1") + fact_row(3, "c", "f", "草", "b", "grass") +
                    card_row(2, 3, "1", "1.1") + card_row(3, 99, "1", "1.1"));
  CHECK(found.codes() == Values{"no-cards", "no-text"});
  REQUIRE(found.notes.size() == 1);
  CHECK(found.notes[0].id == "c");
}

TEST_CASE("rows that are odd do no harm") {
  const FoundMnemosyne found = read_database(
      fact_row(1, "", "f", "鱼", "b", "fish") + card_row(1, 1, "1", "1.1", "'{''index'': -9'") +
      "update cards set id = null, grade = 'x', easiness = null, last_rep = 1e300;" +
      fact_row(2, "n", "text", "[a][", "other", "x") +
      card_row(2, 2, "5", "5.1", "'{''index'': 99999999999}'") +
      card_row(3, 2, "5", "5.1", "'__import__(''os'')'") +
      "insert into facts values (3, null, 1);" +
      "insert into data_for_fact values (null, null, null), (3, null, x'ff00');" +
      "insert into tags_for_card values (2, 77), (null, 1);" + answer_row("card2", "'a', 4, 5, 6"));
  REQUIRE(found.notes.size() == 2);
  CHECK(found.notes[0].id == "1");
  CHECK(found.notes[0].cards[0].id == "1");
  CHECK(found.notes[1].cards[1].question == "＿＿[");
  std::ostringstream lines;
  const NoteSink sink = note_lines_to(lines);
  sink.begin(found.source);
  for (const NoteType& type : found.types) sink.type(type);
  for (const Note& note : found.notes) sink.accept(note);
  finish_note_lines(lines);
  std::istringstream in(lines.str());
  FoundNotes again;
  read_note_lines(in, sink_into(again));
  CHECK(again.notes == found.notes);
}

std::string refusal(const std::string& path) {
  return helpful_refusal_of([&] { read_mnemosyne_file(path); });
}

TEST_CASE("databases that cannot be used say why") {
  TemporaryFolder folder;
  const std::string path = folder / "default.db";
  const struct {
    const char* name;
    std::string rows;
    const char* why;
  } rows[] = {
      {"newer", "insert into global_variables values ('version', '5');",
       "is a database of another version of Mnemosyne (5)"},
      {"no version", "", "is a database of Mnemosyne that does not say its version"},
      {"archive", kVersion4 + answer_row("card1", "1709251200, 4, 0, 0"),
       "holds old answers of Mnemosyne, and no cards they belong to"},
      {"other columns", kVersion4 + "alter table cards rename column easiness to ease;",
       "is damaged: its database cannot be read (no such column: easiness (in: "},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    std::filesystem::remove(path);
    make_database(path, kMnemosyneTables + row.rows);
    CHECK(refusal(path).starts_with(row.why));
  }

  std::filesystem::remove(path);
  make_database(path, kMnemosyneTables + kVersion4 + fact_row(1, "a", "f", "茶", "b", "tea") +
                          card_row(1, 1, "1", "1.1"));
  const std::string good = bytes_of(path);
  write_file(path + "-journal", std::string(64, '\0'));
  CHECK(refusal(path).empty());
  write_file(path + "-journal", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 and more");
  CHECK(refusal(path) == "is being written by Mnemosyne");
  std::filesystem::remove(path + "-journal");
  write_file(path, good.substr(0, good.size() / 2));
  CHECK(refusal(path).starts_with("is damaged"));
  std::string torn = good;
  for (std::size_t i = 4096; i < torn.size(); ++i) torn[i] = '\x55';
  write_file(path, torn);
  CHECK(refusal(path).starts_with("is damaged"));
}

TEST_CASE("a database is read through a link, and is not changed") {
  TemporaryFolder folder;
  make_database(folder / "default.db", kMnemosyneTables + kVersion4);
  const std::string before = bytes_of(folder / "default.db");
  std::filesystem::create_symlink(folder / "default.db", folder / "link");
  CHECK(read_mnemosyne_file(folder / "link").is_known);
  CHECK(bytes_of(folder / "default.db") == before);
}

TEST_CASE("views in place of tables are no database of Mnemosyne") {
  TemporaryFolder folder;
  make_database(folder / "default.db",
                kMnemosyneTables + kVersion4 +
                    "drop table cards; create view cards as with recursive n(i) as "
                    "(select 1 union all select i + 1 from n) select i as _id from n;");
  CHECK_FALSE(read_mnemosyne_file(folder / "default.db").is_known);
}

TEST_CASE("every fact, card and answer of a real database arrives, and every due date") {
  const std::string path = real_file("mnemosyne", ".db");
  if (path.empty()) return;
  const FoundMnemosyne found = read_mnemosyne_file(path);
  CHECK(found.complaints.empty());
  std::map<std::string, const PastCard*> cards;
  std::size_t answers = 0, asked = 0;
  for (const Note& note : found.notes) {
    for (const PastCard& card : note.cards) {
      cards[card.id] = &card;
      answers += card.reviews.size();
    }
  }
  UnnamedFile copy;
  copy.write(bytes_of(path));
  Db db = open_foreign(copy);
  const auto count = [&db](const char* sql) {
    return static_cast<std::size_t>(query_one<std::int64_t>(db, sql).value());
  };
  CHECK(found.notes.size() == count("select count(*) from facts"));
  CHECK(cards.size() == count("select count(*) from cards"));
  CHECK(answers == count("select count(*) from log where event_type = 9"));
  Statement rows(db, "select id, grade, next_rep, easiness, question, answer from cards");
  for (rows.bind(); rows.step();) {
    const PastCard& card = *cards.at(rows.get<std::string>(0));
    CAPTURE(card.id);
    CHECK(card.question == rows.get<std::string>(4));
    CHECK(card.answer == rows.get<std::string>(5));
    CHECK(card.state.has_value() == (rows.get<int>(1) >= 0));
    if (!card.state) continue;
    ++asked;
    CHECK(day_number(card.state->due.value()) * kDay == rows.get<std::int64_t>(2));
    CHECK(card.state->ef100 == std::lround(rows.get<double>(3) * 100));
    CHECK(*card.state->last + Days{card.state->interval} == *card.state->due);
    CHECK(card.reviews.back().interval == Days{card.state->interval});
  }
  MESSAGE(found.notes.size(), " facts, ", cards.size(), " cards, ", asked, " of them asked, ",
          answers, " answers");
}

}  // namespace
}  // namespace lianxi
