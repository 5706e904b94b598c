#include "cards/measures.h"

#include <doctest/doctest.h>

#include "cards/face.h"
#include "grade/grade.h"
#include "support/entries.h"

namespace lianxi {
namespace {

using Texts = std::vector<std::string>;

Entry book(Texts measure_words, std::string part_of_speech = "noun") {
  Entry entry = EntryBuilder("书", "shū").define("book; a běn of paper", std::move(part_of_speech));
  entry.measure_words = std::move(measure_words);
  return entry;
}

/// "本 běn, 册 cè".
std::string listed(const std::vector<Measure>& measures) {
  std::string text;
  for (const Measure& measure : measures) {
    text += (text.empty() ? "" : ", ") + measure.word;
    for (const std::string& reading : measure.readings) text += " " + reading;
  }
  return text;
}

CardSet cards_of(const Entry& entry) {
  return generate_cards(entry, WordSet{}, entry_key(entry.headword), {}, CardChoice::all());
}

Wanted wanted_of(const Face& face) {
  Wanted wanted;
  wanted.characters = face.characters;
  wanted.readings = face.readings;
  wanted.any_reading = face.any_reading;
  return wanted;
}

}  // namespace

TEST_CASE("measure words are read off the entry, with the readings it gives") {
  const struct {
    const char* name;
    Entry entry;
    const char* measures;
  } rows[] = {
      {"with their readings", book({"本 běn", "册 (cè)"}), "本 běn, 册 cè"},
      {"without", book({"本"}), "本 běn"},
      {"of a word that says nothing of itself", book({"本 běn"}, ""), "本 běn"},
      {"of a verb and noun", book({"本 běn"}, "verb, noun"), "本 běn"},
      {"of a verb", book({"本 běn"}, "verb"), ""},
      {"of a pronoun", book({"本 běn"}, "pronoun"), ""},
      {"no characters", book({"pieces", ""}), ""},
      {"one that the question would show", book({"书 shū", "本 běn"}), ""},
      {"none", book({}), ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(listed(measures_of(row.entry)) == row.measures);
  }
}

TEST_CASE("the card is there for those who choose it, with a key of its own") {
  const Entry entry = book({"本 běn"});
  const CardSet without = generate_cards(entry, WordSet{});
  const CardSet with = cards_of(entry);
  REQUIRE(with.cards.size() == without.cards.size() + 1);
  CHECK(with.cards.back().card.kind == CardKind::measure);
  CHECK(with.cards.back().card.target == "书");
  FirstNames names;
  names.headword = "术";
  const CardSet renamed =
      generate_cards(entry, WordSet{}, entry_key("术"), names, CardChoice::all());
  CHECK(renamed.cards.back().card.key == card_key(entry_key("术"), CardKind::measure, "术"));
}

TEST_CASE("the question shows the noun and its meaning, and not the answer") {
  const Face face =
      make_face(book({"本 běn", "册 cè"}), cards_of(book({"本", "册"})).cards.back(), 0);
  CHECK(plain_text(face.prompt) == "一＿书\nbook; a ＿ of paper");
  CHECK(plain_text(face.answer) == "一本书  běn\nalso 册 cè");
  CHECK(face.correct == "本 běn");
  CHECK(face.characters == Texts{"本", "册"});
}

TEST_CASE("any of the measure words is right, in characters or in pinyin") {
  const Entry entry = book({"本 běn", "册 cè"});
  const Wanted wanted = wanted_of(make_face(entry, cards_of(entry).cards.back(), 0));
  const struct {
    const char* typed;
    Verdict verdict;
  } rows[] = {
      {"本", Verdict::right}, {"册", Verdict::right},     {"ben3", Verdict::right},
      {"cè", Verdict::right}, {"ce3", Verdict::tone},     {"ce", Verdict::untoned},
      {"张", Verdict::wrong}, {"zhang1", Verdict::wrong}, {"", Verdict::shown},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    const Judgement judgement = grade(row.typed, wanted, {});
    CHECK(judgement.verdict == row.verdict);
    CHECK_FALSE(judgement.lenient);
  }
}

}  // namespace lianxi
