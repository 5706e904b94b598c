#include "cards/unlock.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

CardFacts facts(CardKind kind, std::string target, int days_recalled = 0,
                std::int64_t interval = 0) {
  return {kind, std::move(target), days_recalled, interval, false, false};
}

/// A form that only ends with the headword.
CardFacts partner(std::string form) {
  CardFacts made = facts(CardKind::cloze, std::move(form));
  made.partner = true;
  return made;
}

/// Why a card of 联系 is locked when meaning and the headword's cloze have been recalled on so
/// many days.
std::string why(const CardFacts& card, int meaning_days, int cloze_days,
                const UnlockRules& rules = {}) {
  const std::vector<CardFacts> cards = {facts(CardKind::meaning, "liánxì", meaning_days),
                                        facts(CardKind::cloze, "联系", cloze_days), card};
  return locked_because(card, cards, "联系", {}, rules);
}

}  // namespace

TEST_CASE("cards open in stages") {
  const std::string meaning = "opens when meaning has been recalled on 2 days";
  const struct {
    CardKind kind;
    std::string target;
    int meaning_days, cloze_days;
    std::string why;
  } rows[] = {
      {CardKind::meaning, "liánxì", 0, 0, ""},     {CardKind::reading, "liánxì", 0, 0, ""},
      {CardKind::recall, "liánxì", 0, 0, meaning}, {CardKind::recall, "liánxì", 1, 9, meaning},
      {CardKind::recall, "liánxì", 2, 0, ""},      {CardKind::cloze, "联系", 1, 0, meaning},
      {CardKind::cloze, "联系", 2, 0, ""},         {CardKind::cloze, "联系不上", 1, 9, meaning},
      {CardKind::cloze, "联系不上", 2, 0, ""},     {CardKind::plain, "question", 0, 0, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(to_string(row.kind)));
    CAPTURE(row.target);
    CAPTURE(row.meaning_days);
    CHECK(why(facts(row.kind, row.target), row.meaning_days, row.cloze_days) == row.why);
  }
}

TEST_CASE("a form that only ends with the headword waits for the headword's own blank") {
  const std::string cloze = "opens when cloze of 联系 has been recalled on 2 days";
  CHECK(why(partner("保持联系"), 9, 1) == cloze);
  CHECK(why(partner("保持联系"), 0, 2).empty());
}

TEST_CASE("what has been asked stays open, whatever happens to the cards before it") {
  CardFacts card = facts(CardKind::recall, "liánxì");
  card.introduced = true;
  CHECK(why(card, 0, 0).empty());
}

TEST_CASE("a card waits only for cards that there are") {
  const CardFacts recall = facts(CardKind::recall, "liánxì");
  CHECK(locked_because(recall, {recall}, "联系", {}, {}).empty());
  // Without a blank of the headword its partner waits for meaning, as other forms do.
  const CardFacts whole = partner("保持联系");
  CHECK(locked_because(whole, {facts(CardKind::meaning, "liánxì"), whole}, "联系", {}, {}) ==
        "opens when meaning has been recalled on 2 days");
}

TEST_CASE("the days are a setting") {
  CHECK(why(facts(CardKind::recall, "liánxì"), 0, 0, {0, 7}).empty());
  CHECK(why(facts(CardKind::recall, "liánxì"), 2, 0, {3, 7}) ==
        "opens when meaning has been recalled on 3 days");
}

TEST_CASE("a contrast opens when both words stand firm") {
  const auto wanted = [](const std::string& who) {
    return "opens when meaning and cloze of " + who + " have intervals of 7 days or more";
  };
  const struct {
    std::string name;
    std::int64_t meaning, cloze;
    std::vector<RivalFacts> rivals;
    std::string why;
  } rows[] = {
      {"both ready", 7, 7, {{"关系", true, true}}, ""},
      {"the rival is not", 7, 7, {{"关系", true, false}}, wanted("关系")},
      {"this one's meaning is not", 6, 7, {{"关系", true, true}}, wanted("联系")},
      {"this one's cloze is not", 7, 6, {{"关系", true, true}}, wanted("联系")},
      {"neither is", 6, 7, {{"关系", true, false}}, wanted("联系 and 关系")},
      {"the rival is not in the collection", 7, 7, {{"关系", false, false}}, ""},
      {"nothing known of the rival", 7, 7, {}, ""},
      {"only this one counts then", 6, 7, {}, wanted("联系")},
      {"another rival says nothing", 7, 7, {{"联络", true, false}}, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const CardFacts card = facts(CardKind::contrast, "关系");
    const std::vector<CardFacts> cards = {facts(CardKind::meaning, "liánxì", 0, row.meaning),
                                          facts(CardKind::cloze, "联系", 0, row.cloze),
                                          facts(CardKind::cloze, "联系不上", 0, 0), card};
    CHECK(locked_because(card, cards, "联系", row.rivals, {}) == row.why);
  }
}

TEST_CASE("an entry without a blank of its own is ready by its meaning") {
  CHECK(ready_for_contrast({facts(CardKind::meaning, "liánxì", 0, 7)}, "联系", {}));
  CHECK_FALSE(ready_for_contrast({facts(CardKind::meaning, "liánxì", 0, 6)}, "联系", {}));
  CHECK(ready_for_contrast({}, "联系", {}));
}

TEST_CASE("each reading of a polyphone opens its own recall") {
  const CardFacts row = facts(CardKind::recall, "háng");
  std::vector<CardFacts> cards = {facts(CardKind::meaning, "xíng", 5),
                                  facts(CardKind::meaning, "háng", 1), row};
  CHECK(locked_because(row, cards, "行", {}, {}) ==
        "opens when meaning of háng has been recalled on 2 days");
  cards[1].days_recalled = 2;
  CHECK(locked_because(row, cards, "行", {}, {}).empty());
}

}  // namespace lianxi
