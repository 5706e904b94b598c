#include "stats/stats.h"

#include <doctest/doctest.h>

#include "base/hash.h"

namespace lianxi {
namespace {

StudyDay day(int number) { return day_from_number(20500 + number); }

/// An answer of one second.
ReviewFact answer(const char* card, int on, Rating rating = Rating::good,
                  CardKind kind = CardKind::cloze) {
  return {kind, hash_key({card}), day(on), rating, std::chrono::seconds{1}, std::nullopt};
}

StatsCounter counted(const std::vector<ReviewFact>& reviews) {
  StatsCounter counter;
  for (const ReviewFact& review : reviews) counter.add(review);
  return counter;
}

}  // namespace

TEST_CASE("recall in sentences seen for the first time is counted apart") {
  ReviewFact first = answer("a", 0), fresh = answer("a", 1, Rating::again), seen = answer("a", 5);
  first.first_sight = true;  // the card itself is new: no recall yet
  fresh.first_sight = true;
  seen.first_sight = false;
  const auto counter = counted({first, fresh, seen, answer("b", 0), answer("b", 1)});
  CHECK(counter.by_first_sight().at(true).reviews == 1);
  CHECK(counter.by_first_sight().at(true).recalled == 0);
  CHECK(counter.by_first_sight().at(false).reviews == 1);
  CHECK(counter.by_first_sight().at(false).recalled == 1);
}

TEST_CASE("the first answer of a day counts, later ones are drills") {
  const auto counter =
      counted({answer("a", 0, Rating::again), answer("a", 0, Rating::again), answer("a", 0),
               answer("a", 1, Rating::hard), answer("b", 1, Rating::again), answer("b", 1)});
  const DayTotal& first = counter.by_day().at(day(0));
  CHECK(first.reviews == 1);
  CHECK(first.introduced == 1);
  CHECK(first.drills == 2);
  CHECK(first.recalled == 0);
  CHECK(first.taken == std::chrono::seconds{3});
  const DayTotal& second = counter.by_day().at(day(1));
  CHECK(second.reviews == 2);
  CHECK(second.introduced == 1);
  CHECK(second.drills == 1);
  CHECK(second.recalled == 1);
}

TEST_CASE("recall counts from the second day of a card, by kind, hard or better") {
  const auto counter = counted({answer("a", 0), answer("a", 1, Rating::hard), answer("a", 1),
                                answer("a", 2, Rating::again), answer("a", 2, Rating::easy),
                                answer("b", 0, Rating::good, CardKind::meaning)});
  REQUIRE(counter.by_kind().size() == 1);
  CHECK(counter.by_kind().at(CardKind::cloze).reviews == 2);
  CHECK(counter.by_kind().at(CardKind::cloze).recalled == 1);
}

TEST_CASE("a clock that ran backwards brings no day back") {
  const auto counter = counted({answer("a", 5), answer("a", 3), answer("a", 5), answer("a", 6)});
  CHECK_FALSE(counter.by_day().contains(day(3)));
  CHECK(counter.by_day().at(day(5)).reviews == 1);
  CHECK(counter.by_day().at(day(5)).drills == 2);
  CHECK(counter.by_kind().at(CardKind::cloze).reviews == 1);
  // Another card knows nothing of that.
  CHECK(counted({answer("a", 5), answer("b", 3)}).by_day().contains(day(3)));
}

TEST_CASE("a streak goes back from today, or from yesterday, to the first gap") {
  const auto counter = counted({answer("a", 1), answer("a", 3), answer("a", 4), answer("a", 5)});
  const struct {
    int today, streak;
  } rows[] = {{5, 3}, {6, 3}, {7, 0}, {4, 2}, {2, 1}, {1, 1}, {0, 0}};
  for (const auto& row : rows) {
    CAPTURE(row.today);
    CHECK(counter.streak(day(row.today)) == row.streak);
  }
  CHECK(StatsCounter().streak(day(0)) == 0);
}

}  // namespace lianxi
