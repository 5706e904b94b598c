#include "stats/stats.h"

#include <doctest/doctest.h>

#include <utility>

namespace lianxi {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

StudyDay day(int number) { return day_from_number(20500 + number); }

/// An answer of one second at nine in the morning of that day, by a clock so far from UTC.
ReviewFact answer(int on, Rating rating = Rating::good, hours offset = hours{8}) {
  const auto local = day(on).time_since_epoch() + hours{9};
  return {day(on),     std::nullopt, std::chrono::sys_time<minutes>{local - offset},
          offset,      rating,       std::chrono::seconds{1},
          std::nullopt};
}

using Answers = std::vector<ReviewFact>;

StatsCounter counted(const std::vector<std::pair<ReviewedCard, Answers>>& cards,
                     std::optional<StudyDay> since = {}, std::optional<StudyDay> until = {}) {
  StatsCounter counter(2, since, until);
  for (const auto& [what, answers] : cards) {
    CardDays days;
    for (ReviewFact review : answers) {
      review.elapsed = days.next(review.day, false);
      review.day = days.last();
      counter.add(what, review);
    }
  }
  return counter;
}

StatsCounter counted(const Answers& answers) { return counted({{{CardKind::cloze}, answers}}); }

Proportion of_kind(const StatsCounter& counter, CardKind kind) {
  return counter.by_kind()[static_cast<std::size_t>(kind)];
}

}  // namespace

TEST_CASE("recall in sentences seen for the first time is counted apart") {
  ReviewFact first = answer(0), fresh = answer(1, Rating::again), seen = answer(5);
  first.first_sight = true;  // the card itself is new: no recall yet
  fresh.first_sight = true;
  seen.first_sight = false;
  const auto counter = counted(
      {{{CardKind::cloze}, {first, fresh, seen}}, {{CardKind::cloze}, {answer(0), answer(1)}}});
  CHECK(counter.by_first_sight().at(true) == Proportion{1, 0});
  CHECK(counter.by_first_sight().at(false) == Proportion{1, 1});
}

TEST_CASE("the first answer of a day counts, later ones are drills") {
  const ReviewedCard card{CardKind::cloze};
  const auto counter = counted(
      {{card,
        {answer(0, Rating::again), answer(0, Rating::again), answer(0), answer(1, Rating::hard)}},
       {card, {answer(1, Rating::again), answer(1)}}});
  const auto days = counter.by_day();
  CHECK(days.at(day(0)) == DayTotal{1, 1, 2, 0, std::chrono::seconds{3}});
  CHECK(days.at(day(1)) == DayTotal{2, 1, 1, 1, std::chrono::seconds{3}});
}

TEST_CASE("recall counts from the second day of a card, hard or better, by kind and by group") {
  const auto counter = counted({{{CardKind::cloze, 0},
                                 {answer(0), answer(1, Rating::hard), answer(1),
                                  answer(2, Rating::again), answer(2, Rating::easy)}},
                                {{CardKind::meaning, 1}, {answer(0), answer(3)}}});
  CHECK(of_kind(counter, CardKind::cloze) == Proportion{2, 1});
  CHECK(of_kind(counter, CardKind::meaning) == Proportion{1, 1});
  CHECK(counter.by_group() == std::vector<Proportion>{{2, 1}, {1, 1}});
  CHECK(counter.by_day_part()[2] == Proportion{3, 2});  // 08-12
  CHECK(counter.by_month().size() == 1);
  CHECK(counter.by_month().begin()->second == Proportion{3, 2});
}

TEST_CASE("recall is of the days asked for; what a card is at them is not forgotten") {
  const auto counter =
      counted({{{CardKind::cloze}, {answer(0), answer(1), answer(2), answer(3, Rating::again)}}},
              day(1), day(2));
  CHECK(of_kind(counter, CardKind::cloze) == Proportion{2, 2});
  CHECK(counter.by_day().size() == 4);
}

TEST_CASE("a clock that ran backwards brings no day back") {
  const auto counter = counted({answer(5), answer(3), answer(5), answer(6)});
  CHECK_FALSE(counter.by_day().contains(day(3)));
  CHECK(counter.by_day().at(day(5)).reviews == 1);
  CHECK(counter.by_day().at(day(5)).drills == 2);
  CHECK(of_kind(counter, CardKind::cloze).of == 1);
}

TEST_CASE("a streak goes back from today, or from yesterday, to the first gap") {
  const auto counter = counted({answer(1), answer(3), answer(4), answer(5)});
  const struct {
    int today, now, longest;
  } rows[] = {{5, 3, 3}, {6, 3, 3}, {7, 0, 3}, {4, 2, 2}, {2, 1, 1}, {1, 1, 1}, {0, 0, 0}};
  for (const auto& row : rows) {
    CAPTURE(row.today);
    CHECK(counter.streak(day(row.today)).now == row.now);
    CHECK(counter.streak(day(row.today)).longest == row.longest);
  }
  CHECK(StatsCounter(0).streak(day(0)).now == 0);
}

TEST_CASE("a flight across the date line neither breaks a row of days nor counts one twice") {
  const hours los_angeles{-8}, auckland{13};
  // Eastwards the learner's own clock leaves out day 2; westwards it brings day 2 twice.
  const Answers east = {answer(0, Rating::good, los_angeles), answer(1, Rating::good, los_angeles),
                        answer(3, Rating::good, auckland), answer(4, Rating::good, auckland)};
  CHECK(counted(east).streak(day(4)).now == 4);
  const Answers west = {answer(1, Rating::good, auckland), answer(2, Rating::good, auckland),
                        answer(2, Rating::good, los_angeles), answer(3, Rating::good, los_angeles)};
  CHECK(counted(west).streak(day(3)).now == 3);
  CHECK(counted(west).by_day().at(day(2)).reviews == 1);
  // A day that was there and not used breaks it, summer time or not.
  CHECK(counted({answer(1, Rating::good, hours{1}), answer(3, Rating::good, hours{2})})
            .streak(day(3))
            .now == 1);
}

TEST_CASE("another rollover hour neither breaks a row of days nor counts one twice") {
  // At nine every morning. While the day begins at ten, that is still the day before.
  const auto at_nine = [](int calendar_day, bool late_rollover) {
    ReviewFact review = answer(calendar_day);
    if (late_rollover) review.day -= Days{1};
    return review;
  };
  const auto earlier = counted({at_nine(1, true), at_nine(2, true), at_nine(3, false)});
  CHECK(earlier.streak(day(3)).now == 3);
  CHECK(earlier.by_day().size() == 3);
  const auto later = counted({at_nine(1, false), at_nine(2, true), at_nine(3, true)});
  CHECK(later.streak(day(2)).now == 2);
  CHECK(later.by_day().at(day(1)).reviews == 1);
}

}  // namespace lianxi
