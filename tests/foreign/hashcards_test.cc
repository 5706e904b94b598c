#include "foreign/hashcards.h"

#include <doctest/doctest.h>

#include "reading_notes.h"

namespace lianxi {
namespace {

TEST_CASE("questions, answers and texts with gaps become notes") {
  const FoundNotes found = read_notes(
      "---\nname = \"HSK 1\"\n---\n# Verbs\n\nQ: 喝\nA: to drink\n\nQ:\nList two drinks.\n\nA:\n- "
      "茶\n- 水\n\n"
      "---\n\nC: 我[喝]\n[茶]。\nQ: 吃\n---\nC: no gap\n\nA: alone\nQ: ![](x.png)\nA: ![](x.mp3)\n",
      {}, "decks/file.md");
  CHECK(found.source.format == "hashcards");
  CHECK(found.values() == std::vector<Values>{{"喝", "to drink"},
                                              {"List two drinks.", "- 茶\n- 水"},
                                              {"我喝\n茶。"},
                                              {"[image: x.png]", "[sound:x.mp3]"}});
  CHECK(found.codes() == Values{"half-a-card", "no-gap", "half-a-card"});
  CHECK(found.complaints[0].line == 20);
  CHECK(found.notes[0].deck == "HSK 1");
  CHECK(found.notes[1].line == 9);
  REQUIRE(found.types.size() == 2);
  CHECK(found.types[1].cloze);
  const Note& gaps = found.notes[2];
  REQUIRE(gaps.cards.size() == 2);
  CHECK(gaps.cards[1].made_by == 1);
  CHECK(gaps.cards[0].question == "我＿＿\n茶。");
  CHECK(gaps.cards[0].answer == "喝");
  CHECK(gaps.cards[1].question == "我喝\n＿＿。");
  CHECK(gaps.cards[0].deck == "HSK 1");
}

TEST_CASE("a deck without a name is called after its file") {
  CHECK(read_notes("Q: 喝\nA: to drink\n", {}, "my/Tea time.md").notes.at(0).deck == "Tea time");
  CHECK(read_notes("Q: 喝\nA: to drink\n", {}, "-").notes.at(0).deck.empty());
  CHECK(read_notes("---\nQ: 喝\nA: to drink\n---\n", {}, "tea.md").notes.at(0).deck == "tea");
  CHECK(read_notes("---\nname = tea\n---\nQ: 喝\nA: to drink\n", {}, "x.md").notes.at(0).deck ==
        "x");
}

TEST_CASE("Markdown without cards is none of hashcards") {
  for (const char* text :
       {"# 联系 liánxì\n\n- Definition: contact\n", "Q: who knows?\n\nNobody.\n", "C: no gap\n",
        "Well. Q: a\nA: b\n", "---\nname = \"x\"\n---\n", "A: b\n", "Q: a\nC: [b]\n"}) {
    CAPTURE(std::string(text));
    CHECK(text_notes_format(text) != "hashcards");
  }
  CHECK(text_notes_format("C:\nI drink [tea].\n") == "hashcards");
}

TEST_CASE("a card of a size that nobody reads is left out") {
  const std::string text = "Q: 喝\nA: to drink\nC: [茶]" + std::string(70'000, 'x') + "\n";
  const FoundNotes found = read_notes(text);
  CHECK(found.notes.size() == 1);
  CHECK(found.codes() == Values{"long-card"});
}

}  // namespace
}  // namespace lianxi
