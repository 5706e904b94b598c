#include "import/own_notes.h"

#include <doctest/doctest.h>

#include "import/markdown_writer.h"
#include "support/full_entry.h"

namespace lianxi {
namespace {

constexpr std::string_view kTea =
    "# 喝茶 hēchá\n- Definition: to drink tea\n## Examples\n- 我们去喝茶吧。\n"
    "  - Pinyin: Wǒmen qù hēchá ba.\n  - English: Let's have tea.\n";

NoteType own_type() {
  return {std::string(kOwnWord) + "-1b2c3",
          {"Word", "meaning question", "meaning answer", "cloze question", "cloze answer", "Decks",
           "Cards", "Entry"},
          {{"meaning", {1}, {2}}, {"cloze", {3}, {4}}},
          false};
}

OwnCard own_card(const std::string& name, CardKind kind, const std::string& target) {
  return {name, {card_key(entry_key("喝茶"), kind, target), kind, target}, ""};
}

Note own_note() {
  Note note;
  note.type = own_type().name;
  note.id = "n1";
  note.values = {"喝茶",
                 "?",
                 "!",
                 "?",
                 "!",
                 "tea\ndrinks",
                 cards_value({own_card("meaning", CardKind::meaning, "hēchá"),
                              own_card("cloze", CardKind::cloze, "喝茶")}),
                 entry_value(kTea)};
  for (std::size_t i = 0; i < 2; ++i) {
    PastCard card;
    card.made_by = i;
    card.id = std::to_string(17 + i);
    card.deck = "tea";
    note.cards.push_back(card);
  }
  return note;
}

}  // namespace

TEST_CASE("an entry as a field has no spaces in front, and comes back as it was") {
  const std::string value = entry_value(kTea);
  CHECK(value.find("\n··- Pinyin: ") != std::string::npos);
  for (const std::string text : {"· one\n· two\n", "  · deep\n\\- no bullet\n", "a\n\n  b\n"}) {
    CAPTURE(text);
    CHECK(entry_text(entry_value("x\n" + text + "x")) == "x\n" + text + "x\n");
  }
  CHECK(value.find("\n ") == std::string::npos);
  CHECK(entry_text(value) == kTea);
  const std::string full = write_markdown(full_entry());
  CHECK(entry_text(entry_value(full)) == full);
}

TEST_CASE("what each card is comes back from its lines, whatever stands between them") {
  std::vector<OwnCard> cards = {own_card("meaning", CardKind::meaning, "hē chá"),
                                own_card("cloze 2", CardKind::cloze, "喝茶"),
                                own_card("plain", CardKind::plain, "")};
  cards[1].flag = "odd: English";
  CHECK(own_cards(cards_value(cards)) == cards);
  CHECK(own_cards("my own line\nmeaning: dream x\n\n" + cards_value(cards) + "\nplain: ") == cards);
}

TEST_CASE("a note of ours gives its entry to each of its decks, and its cards back") {
  OwnNoteReader reader({own_type()}, "x.apkg");
  NoteEntries made;
  REQUIRE(reader.add(own_note(), made));
  REQUIRE(made.entries.size() == 2);
  CHECK(write_markdown(made.entries[0].entry) == kTea);
  CHECK(made.entries[1].deck == "drinks");
  REQUIRE(made.cards.size() == 2);
  CHECK(made.cards[1].headword == "喝茶");
  CHECK(made.cards[1].kind == CardKind::cloze);
  CHECK(made.cards[1].target == "喝茶");
  CHECK(made.cards[1].past.id == to_hex(card_key(entry_key("喝茶"), CardKind::cloze, "喝茶")));
}

TEST_CASE("a card that was moved takes its entry along; the learner's words of a flag come back") {
  Note note = own_note();
  for (PastCard& card : note.cards) card.deck = "later";
  note.cards[0].flag = "red";
  std::vector<OwnCard> cards = own_cards(note.values[6]);
  cards[0].flag = "odd English";
  note.values[6] = cards_value(cards);
  OwnNoteReader reader({own_type()}, "x.apkg");
  NoteEntries made;
  REQUIRE(reader.add(note, made));
  REQUIRE(made.entries.size() == 1);
  CHECK(made.entries[0].deck == "later");
  CHECK(made.cards[0].past.flag == "odd English");
}

TEST_CASE("a note whose entry was lost is no note of ours; others never are") {
  OwnNoteReader reader({own_type()}, "x.apkg");
  NoteEntries made;
  Note note = own_note();
  note.values[7] = "gone";
  CHECK_FALSE(reader.add(note, made));
  REQUIRE(made.diagnostics.size() == 1);
  CHECK(made.diagnostics[0].code == "entry-lost");
  note = own_note();
  note.type = "Basic";
  CHECK_FALSE(reader.add(note, made));
  CHECK(made.entries.empty());
}

}  // namespace lianxi
