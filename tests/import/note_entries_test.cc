#include "import/note_entries.h"

#include <doctest/doctest.h>

#include "support/notes.h"

namespace lianxi::test {
namespace {

NoteEntries read(std::vector<Note> notes, NoteType type = two_sided()) {
  std::vector<const Note*> pointers;
  for (const Note& note : notes) pointers.push_back(&note);
  const std::vector<NoteMapping> mappings = {propose_mapping(type, pointers)};
  NoteReader reader(mappings, {"notes.apkg", "notes", [](std::string_view word) {
                                 if (word == "茶館" || word == "茶馆") {
                                   return std::optional(KnownSpelling{"茶馆", "cháguǎn"});
                                 }
                                 return std::optional<KnownSpelling>();
                               }});
  for (Note& note : notes) reader.add(std::move(note));
  return reader.take();
}

}  // namespace

TEST_CASE("A word and its two cards") {
  const NoteEntries made = read({word_note("g1", "联系", "lian2 xi4", "to contact\na link")});
  REQUIRE(made.entries.size() == 1);
  const NoteEntry& found = made.entries[0];
  CHECK(found.entry.headword == "联系");
  CHECK(found.entry.readings[0].pinyin == "liánxì");
  CHECK(found.entry.readings[0].definition == "to contact; a link");
  CHECK(found.deck == "Chinese::Lesson 1");
  CHECK(found.place == "g1");
  REQUIRE(made.cards.size() == 2);
  CHECK(made.cards[0].kind == CardKind::meaning);
  CHECK(made.cards[0].target == "liánxì");
  CHECK(made.cards[1].kind == CardKind::recall);
  CHECK(made.cards[1].past.id == "g11");
}

TEST_CASE("Every card has a place of its own") {
  // The same word twice, and a third card that asks by ear: none may take another's history.
  NoteType type = two_sided();
  type.templates.push_back({"By ear", {1}, {0, 2}});
  Note first = word_note("g1", "茶", "chá", "tea");
  first.cards.push_back(past_card(2, "g12"));
  first.cards[2].question = "chá";
  first.cards[2].answer = "茶 tea";
  const NoteEntries made = read({first, word_note("g2", "茶", "chá", "tea (drink)")}, type);
  CHECK(made.words == 2);
  CHECK(made.plain == 3);
  CHECK(made.cards.size() == 5);
  std::set<std::tuple<std::string, CardKind, std::string>> names;
  for (const CardHistory& card : made.cards) names.emplace(card.headword, card.kind, card.target);
  CHECK(names.size() == 5);
  REQUIRE(made.diagnostics.size() == 1);
  CHECK(made.diagnostics[0].text == "茶: definition differs from a note before it; that one stays");
}

TEST_CASE("What is no word is asked as it was") {
  Note geography = word_note("g1", "What is the capital of Gansu?", "", "Lanzhou");
  geography.tags = {"geography"};
  const NoteEntries made =
      read({geography, word_note("g2", "茶", "chá", "tea"), word_note("g3", "酒", "jiǔ", "wine")});
  CHECK(made.plain == 2);
  CHECK(made.entries[0].entry.headword == "Q: What is the capital of Gansu?");
  CHECK(made.entries[0].entry.tags == std::vector<std::string>{"geography"});
  CHECK(made.cards[0].kind == CardKind::plain);
  CHECK(made.cards[0].past.id == "g10");
}

TEST_CASE("Questions that are asked twice") {
  NoteType type{"Words", {"Front", "Back"}, {}, false};
  Note once;
  once.type = "Words";
  once.values = {"four tones?", "yes"};
  Note again = once;
  Note other = once;
  other.values[1] = "and a light one";
  const NoteEntries made = read({once, again, other}, type);
  CHECK(made.repeated == 1);
  REQUIRE(made.entries.size() == 2);
  for (const NoteEntry& one : made.entries) {
    CHECK(one.entry.headword.starts_with("Q: four tones? ("));
  }
  CHECK(made.entries[0].entry.headword != made.entries[1].entry.headword);
  CHECK(made.entries[1].entry.question == std::vector<std::string>{"four tones?"});
  CHECK(made.entries[1].place == "notes.apkg");
  CHECK(made.entries[1].position == 2);
}

TEST_CASE("A word alone makes no card") {
  NoteType type{"Words", {""}, {}, false};
  Note tea;
  tea.type = "Words";
  tea.values = {"茶"};
  const NoteEntries made = read({tea, tea}, type);
  CHECK(made.entries.empty());
  CHECK(made.bare == 2);
}

TEST_CASE("A word without pinyin takes that of the dictionary, else it is plain") {
  const NoteEntries made =
      read({word_note("a", "茶", "chá", "tea"), word_note("b", "茶館", "", "teahouse"),
            word_note("c", "茶杯", "", "teacup")});
  CHECK(made.words == 2);
  CHECK(made.unread == 1);
  CHECK(made.entries[1].entry.headword == "茶馆");
  CHECK(made.entries[1].entry.traditional == "茶館");
  CHECK(made.entries[1].entry.readings[0].pinyin == "cháguǎn");
  CHECK(made.entries[2].entry.headword == "Q: 茶杯");
}

TEST_CASE("Pinyin may stand before the meaning") {
  NoteType type{"Words", {"Front", "Back"}, {}, false};
  Note tea, good;
  tea.type = good.type = "Words";
  tea.values = {"爱好", "ài hào to enjoy doing something; a hobby"};
  good.values = {"好", "fine; good"};
  const NoteEntries made = read({tea, good}, type);
  CHECK(made.words == 1);
  CHECK(made.unread == 1);
  REQUIRE_FALSE(made.entries[0].entry.readings.empty());
  CHECK(made.entries[0].entry.readings[0].pinyin == "ài hào");
  CHECK(made.entries[0].entry.readings[0].definition == "to enjoy doing something; a hobby");
}

TEST_CASE("Several readings, a sentence, a sound, a measure word") {
  NoteType type{
      "Words",
      {"Hanzi", "Pinyin", "English", "Sentence", "Sentence English", "Audio", "Classifier"},
      {},
      false};
  Note note;
  note.type = "Words";
  note.values = {"谁",           "shéi / shuí",      "who",   "你是谁？",
                 "Who are you?", "[sound:shei.mp3]", "个、位"};
  const NoteEntries made = read({note}, type);
  REQUIRE(made.entries.size() == 1);
  const Entry& entry = made.entries[0].entry;
  CHECK(entry.readings[0].pinyin == "shéi");
  CHECK(entry.readings[0].also == std::vector<std::string>{"shuí"});
  REQUIRE(entry.examples.size() == 1);
  CHECK(entry.examples[0].english == "Who are you?");
  CHECK(entry.audio == "shei.mp3");
  CHECK(entry.measure_words == std::vector<std::string>{"个", "位"});
}

TEST_CASE("What no collection could hold is left out and said") {
  Note large = word_note("a", "茶", "chá", std::string(20'000, 'x'));
  Note silent = word_note("b", "", "", "");
  silent.line = 7;
  const NoteEntries made = read({large, silent});
  CHECK(made.entries.empty());
  REQUIRE(made.diagnostics.size() == 3);
  CHECK(made.diagnostics[0].code == "too-large");
  CHECK(made.diagnostics[1].code == "no-question");
  CHECK(made.diagnostics[1].line == 7);
}

}  // namespace lianxi::test
