#include <doctest/doctest.h>

#include <algorithm>

#include "cards/face.h"
#include "grade/grade.h"
#include "support/full_entry.h"

namespace lianxi {
namespace {

CardSet cards_of(const Entry& entry) {
  return generate_cards(entry, WordSet(), entry_key(entry.headword), {}, CardChoice::all());
}

}  // namespace

TEST_CASE("a word of which all is known has a card of every kind, and each asks and answers") {
  const Entry entry = full_entry();
  const CardSet set = cards_of(entry);
  for (const KindInfo& info : kCardKinds) {
    if (info.target == Target::none) continue;
    CAPTURE(std::string(info.name));
    const auto plan = std::ranges::find(set.cards, info.kind,
                                        [](const CardPlan& made) { return made.card.kind; });
    REQUIRE(plan != set.cards.end());
    const Face face = make_face(entry, *plan, 0);
    CHECK_FALSE(plain_text(face.prompt).empty());
    CHECK_FALSE(plain_text(face.answer).empty());
    CHECK_FALSE(face.correct.empty());
    CHECK(info.first_seconds >= info.later_seconds);
    CHECK(info.later_seconds > 0);
  }
}

TEST_CASE("what a kind wants typed is right, and stands in no prompt but among words to choose") {
  const Entry entry = full_entry();
  for (const CardPlan& plan : cards_of(entry).cards) {
    if (learner_judges(plan.card.kind)) continue;
    CAPTURE(std::string(to_string(plan.card.kind)));
    const Face face = make_face(entry, plan, 0);
    Wanted wanted;
    wanted.asks_reading = kind_info(plan.card.kind).answer == Answer::reading;
    wanted.characters = wanted.asks_reading ? std::vector{face.word} : face.characters;
    wanted.readings = face.readings;
    wanted.any_reading = face.any_reading;
    const auto& texts = wanted.asks_reading ? face.readings : face.characters;
    REQUIRE_FALSE(texts.empty());
    CHECK(grade(texts.front(), wanted, {}).verdict == Verdict::right);
    for (const auto* spellings : {&face.characters, &face.readings}) {
      for (const std::string& text : *spellings) {
        CHECK(plain_text(face.prompt).find(text) == std::string::npos);
      }
    }
  }
}

TEST_CASE("a kind with a setting is there for those who choose it") {
  const Entry entry = full_entry();
  const CardSet set = generate_cards(entry, WordSet());
  for (const CardPlan& plan : set.cards) CHECK(kind_info(plan.card.kind).setting.empty());
  for (const KindInfo& info : kCardKinds) {
    if (info.setting.empty()) continue;
    CAPTURE(std::string(info.name));
    CardChoice choice;
    choice.choose(info.kind, true);
    const CardSet with = generate_cards(entry, WordSet(), entry_key(entry.headword), {}, choice);
    CHECK(with.cards.size() == set.cards.size() + 1);
    choice.choose(info.kind, false);
    CHECK_FALSE(choice.has(info.kind));
  }
}

TEST_CASE("kinds are told by their names, those of words in a list") {
  CHECK(card_kind_from_string("cloze") == CardKind::cloze);
  CHECK_FALSE(card_kind_from_string("").has_value());
  CHECK_FALSE(card_kind_from_string("poem").has_value());
  CHECK(kinds_of_words().starts_with("meaning, reading, recall, cloze, contrast"));
  CHECK(kinds_of_words().find("plain") == std::string::npos);
}

}  // namespace lianxi
