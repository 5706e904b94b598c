#include "cards/generate.h"

#include <doctest/doctest.h>

#include "support/entries.h"

namespace lianxi {
namespace {

const WordSet kNone;

EntryBuilder contact() {
  EntryBuilder builder("联系", "liánxì");
  return builder.define("to contact, to get in touch", "Verb, Noun");
}

/// "meaning liánxì, cloze 联系": the cards in order.
std::string listed(const Entry& entry) {
  std::string all;
  for (const CardPlan& plan : generate_cards(entry, kNone).cards) {
    all +=
        (all.empty() ? "" : ", ") + std::string(to_string(plan.card.kind)) + " " + plan.card.target;
  }
  return all;
}

}  // namespace

TEST_CASE("a rich entry yields its cards kind by kind, one cloze a form") {
  const Entry entry = contact()
                          .phrase("联系不上", "liánxì bu shàng")
                          .example("我明天联系你。", "Wǒ míngtiān liánxì nǐ.")
                          .example("他常联系我。", "Tā cháng liánxì wǒ.")
                          .example("我联系不上他。", "Wǒ liánxì bu shàng tā.")
                          .contrast("关系", "guānxi", {pair("我关系他。", "我联系他。")});
  CHECK(listed(entry) ==
        "meaning liánxì, reading liánxì, recall liánxì, cloze 联系, cloze 联系不上, contrast 关系");
  const CardSet set = generate_cards(entry, kNone);
  CHECK(set.kept == 4);
  CHECK(set.cards[3].pool.size() == 3);
  CHECK(set.cards[4].form.pinyin == "liánxì bu shàng");
}

TEST_CASE("what cannot be asked makes no card") {
  CHECK(listed(EntryBuilder("联系", "liánxì")) == "reading liánxì");
  CHECK(listed(contact().example("今天天气很好。")) ==
        "meaning liánxì, reading liánxì, recall liánxì");
  // Grammar, a heading without a word, and the word itself are no contrasts.
  const Entry entry = contact()
                          .contrast("关系", "guānxi", {pair("我想联系跟你。", "我想跟你联系。")})
                          .contrast("", "", {pair("我关系他。", "我联系他。")})
                          .contrast("联系", "liánxì", {pair("我关系他。", "我联系他。")});
  CHECK(listed(entry).find("contrast") == std::string::npos);
}

TEST_CASE("the gloss of the title defines a word without a definition") {
  Entry entry = EntryBuilder("联系", "liánxì");
  entry.gloss = "to contact";
  CHECK(listed(entry) == "meaning liánxì, reading liánxì, recall liánxì");
}

TEST_CASE("function words get no recall from a gloss") {
  const struct {
    std::string word, part;
    bool recall;
  } rows[] = {
      {"就", "Adverb", false},
      {"从", "Preposition", false},
      {"才", "adverb, noun", false},
      {"了", "Particle (modal)", false},
      {"和", "Conjunction", false},
      {"把", "Coverb", false},
      {"会", "Auxiliary verb, verb", false},
      {"突然", "Adjective, Adverb", true},
      {"联系", "Verb, Noun", true},
      {"水", "", true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.word);
    EntryBuilder builder(row.word, "kě");
    builder.define("a definition", row.part);
    CHECK((listed(builder).find("recall") != std::string::npos) == row.recall);
  }
}

TEST_CASE("each reading of a polyphone has cards of its own") {
  EntryBuilder go("行", "xíng");
  go.define("to go; all right", "Verb").reading("háng", "a line; a trade", "Noun");
  CHECK(listed(go) ==
        "meaning xíng, meaning háng, reading xíng, reading háng, recall xíng, recall háng");
  const CardSet set = generate_cards(go, kNone);
  CHECK(set.cards[1].reading == 1);
  CHECK(set.cards[1].card.key != set.cards[0].card.key);
}

TEST_CASE("a card is its entry, kind and target, whatever the text around them") {
  const auto keys = [](const Entry& entry) {
    std::vector<Key> all;
    for (const CardPlan& plan : generate_cards(entry, kNone).cards) all.push_back(plan.card.key);
    return all;
  };
  const Entry before = contact().example("我明天联系你。");
  EntryBuilder builder("联系", "liánxì");
  const Entry after = builder.define("to be in contact", "verb").example("我明天就联系你们。");
  CHECK(keys(before) == keys(after));
  CHECK(keys(before)[0] == card_key(entry_key("联系"), CardKind::meaning, "liánxì"));

  const Key entry = entry_key("联系");
  CHECK(card_key(entry, CardKind::meaning, "a") != card_key(entry, CardKind::reading, "a"));
  CHECK(card_key(entry, CardKind::meaning, "a") != card_key(entry, CardKind::meaning, "b"));
  CHECK(card_key(entry, CardKind::meaning, "a") !=
        card_key(entry_key("关系"), CardKind::meaning, "a"));
}

TEST_CASE("kinds are read by the names they are written with") {
  for (std::size_t i = 1; i < kCardKindNames.size(); ++i) {
    const auto kind = static_cast<CardKind>(i);
    CHECK(card_kind_from_string(to_string(kind)) == kind);
  }
  CHECK_FALSE(card_kind_from_string(""));
  CHECK_FALSE(card_kind_from_string("Cloze"));
}

}  // namespace lianxi
