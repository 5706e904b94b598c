#include "store/attempt_rows.h"

#include <doctest/doctest.h>

#include "base/hash.h"
#include "entry/entry.h"
#include "store/cards.h"
#include "store/entries.h"
#include "store/log.h"
#include "store/log_rows.h"
#include "store/migrate.h"

namespace lianxi::store {
namespace {

const std::vector<Attempt> kTries = {{"lianxi", Verdict::untoned}, {"lian2xi4", Verdict::right}};

/// A collection with a card of 联系 in one deck and one of 雪 in another.
struct Fixture {
  Db db = memory_collection({});
  DeckId first = intern_deck(db, "first");
  DeckId second = intern_deck(db, "second");
  Card contact = make("联系", first);
  Card snow = make("雪", second);

  Card make(const std::string& headword, DeckId deck) {
    const Key key = entry_key(headword);
    const EntryId entry = save_entry(db, key, {{}, headword, "", "", "", 0}, {deck}, {});
    const Card card{card_key(key, CardKind::cloze, headword), CardKind::cloze, headword};
    save_card(db, entry, card, 1);
    return card;
  }
  Event write(StudyDay day, const Key& card, Act act, const std::vector<Attempt>& attempts) {
    const Moment at{std::chrono::sys_days{day.time_since_epoch()} + std::chrono::hours{12}, {}};
    Transaction transaction(db);
    const Event event = append(db, {at, std::chrono::hours{4}}, card, std::move(act), attempts);
    transaction.commit();
    return event;
  }
  Event answer(StudyDay day, const Card& card, const std::vector<Attempt>& attempts = kTries) {
    ReviewAct review;
    review.rating = Rating::hard;
    review.scheduler = "sm2";
    return write(day, card.key, review, attempts);
  }
  std::vector<TypedReview> rows(const TypedFilter& filter = {}) {
    std::vector<TypedReview> found;
    for_each_typed_review(db, dead_events(db), filter,
                          [&](const TypedReview& review) { found.push_back(review); });
    return found;
  }
};

const StudyDay kDay = day_from_number(20514);

}  // namespace

TEST_CASE("a review comes with its card, its sentence and all that was typed") {
  Fixture fixture;
  ReviewAct review;
  review.rating = Rating::again;
  review.scheduler = "sm2";
  review.sentence = hash_key({"我明天联系你。"});
  review.first_sight = true;
  const Event event = fixture.write(kDay, fixture.contact.key, review, kTries);
  fixture.answer(kDay + Days{1}, fixture.snow, {{"xue3", Verdict::right}});
  const auto rows = fixture.rows();
  REQUIRE(rows.size() == 2);
  const auto card = find_card(fixture.db, fixture.contact.key).value();
  CHECK(rows[0].event == row_of_event(fixture.db, event.id));
  CHECK(rows[0].card == card.id);
  CHECK(rows[0].entry == card.entry);
  CHECK(rows[0].day == kDay);
  CHECK(rows[0].sentence == find_key(fixture.db, *review.sentence));
  CHECK(rows[0].first_sight);
  CHECK(rows[0].rating == Rating::again);
  CHECK(rows[0].attempts == kTries);
  CHECK(rows[1].event > rows[0].event);
  CHECK_FALSE(rows[1].sentence);
  CHECK_FALSE(rows[1].first_sight);
  CHECK(rows[1].rating == Rating::hard);
  CHECK(rows[1].attempts == std::vector<Attempt>{{"xue3", Verdict::right}});
}

TEST_CASE("days and a deck narrow the reviews, both days included") {
  Fixture fixture;
  for (int day = 0; day < 5; ++day) {
    fixture.answer(kDay + Days{day}, fixture.contact);
    fixture.answer(kDay + Days{day}, fixture.snow);
  }
  const struct {
    std::string name;
    TypedFilter filter;
    std::size_t reviews;
  } rows[] = {
      {"all", {}, 10},
      {"since", {kDay + Days{3}, {}, {}}, 4},
      {"until", {{}, kDay, {}}, 2},
      {"one day", {kDay + Days{2}, kDay + Days{2}, {}}, 2},
      {"no day", {kDay + Days{3}, kDay + Days{2}, {}}, 0},
      {"a deck", {{}, {}, fixture.second}, 5},
      {"a deck since", {kDay + Days{1}, {}, fixture.first}, 4},
      {"no deck", {{}, {}, DeckId{99}}, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(fixture.rows(row.filter).size() == row.reviews);
  }
}

TEST_CASE("reviews that died, or in which nothing was typed, are left out") {
  Fixture fixture;
  const Event first = fixture.answer(kDay, fixture.contact);
  const Event second = fixture.answer(kDay, fixture.contact, {{"", Verdict::shown}});
  fixture.answer(kDay, fixture.contact, {});
  fixture.write(kDay, fixture.contact.key, UndoAct{first.id}, {});
  const auto rows = fixture.rows();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].event == row_of_event(fixture.db, second.id));
}

}  // namespace lianxi::store
