#include "foreign/anki_cards.h"

#include <doctest/doctest.h>

#include <limits>

namespace lianxi {
namespace {

using namespace std::chrono_literals;

// Both collections began on 2024-03-01 at 04:00 in China.
constexpr std::int64_t kCreated = 1709236800;
const AnkiDays kCalendar(kCreated, -480min, 4h);
const AnkiDays kClock(kCreated);

StudyDay day(const char* text) {
  const auto found = day_from_string(text);
  REQUIRE(found);
  return *found;
}

AnkiCardRow reviewed() {
  AnkiCardRow row;
  row.type = row.queue = 2;
  row.due = 20;
  row.interval = 15;
  row.factor = 2360;
  return row;
}

std::vector<PastReview> answered(const char* on) {
  PastReview review;
  review.day = day(on);
  return {review};
}

TEST_CASE("a card in review is due on Anki's day and keeps its ease and interval") {
  const auto state = anki_state(reviewed(), answered("2024-03-07"), kCalendar);
  REQUIRE(state);
  CHECK(*state == PastState{2, 236, 15, day("2024-03-21"), day("2024-03-07"), {}, {}});
  CHECK(anki_state(reviewed(), {}, kCalendar)->last == day("2024-03-06"));
}

TEST_CASE("each state of a card is told from its row") {
  struct {
    const char* name;
    std::function<void(AnkiCardRow&)> change;
    int n;
    int ef100;
    std::int64_t interval;
    const char* due;
  } const rows[] = {
      {"review", [](AnkiCardRow&) {}, 2, 236, 15, "2024-03-21"},
      {"short", [](AnkiCardRow& row) { row.interval = 5; }, 1, 236, 5, "2024-03-21"},
      {"suspended", [](AnkiCardRow& row) { row.queue = -1; }, 2, 236, 15, "2024-03-21"},
      {"low ease", [](AnkiCardRow& row) { row.factor = 1200; }, 2, 130, 15, "2024-03-21"},
      {"no ease", [](AnkiCardRow& row) { row.factor = 0; }, 2, 250, 15, "2024-03-21"},
      {"seconds", [](AnkiCardRow& row) { row.interval = -600; }, 1, 236, 0, "2024-03-21"},
      {"borrowed", [](AnkiCardRow& row) { row.home_deck = 1, row.home_due = 3, row.due = -100000; },
       2, 236, 15, "2024-03-04"},
      {"overdue before the collection", [](AnkiCardRow& row) { row.due = -2; }, 2, 236, 15,
       "2024-02-28"},
      {"learning at 02:00",
       [](AnkiCardRow& row) { row.type = row.queue = 1, row.due = kCreated + 22 * 3600; }, 0, 236,
       15, "2024-03-01"},
      {"learning at 05:00",
       [](AnkiCardRow& row) { row.type = row.queue = 1, row.due = kCreated + 25 * 3600; }, 0, 236,
       15, "2024-03-02"},
      {"relearning over days", [](AnkiCardRow& row) { row.type = row.queue = 3; }, 0, 236, 15,
       "2024-03-21"},
      {"relearning in scheduler 1",
       [](AnkiCardRow& row) { row.queue = 1, row.due = kCreated + 60, row.home_due = 9; }, 0, 236,
       15, "2024-03-01"},
      {"learning, borrowed",
       [](AnkiCardRow& row) {
         row.type = row.queue = 1, row.due = kCreated + 60, row.home_deck = 5, row.home_due = 9;
       },
       0, 236, 15, "2024-03-01"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    AnkiCardRow card = reviewed();
    row.change(card);
    for (const AnkiDays& days : {kCalendar, kClock}) {
      const auto state = anki_state(card, answered("2024-03-07"), days);
      REQUIRE(state);
      CHECK(state->n == row.n);
      CHECK(state->ef100 == row.ef100);
      CHECK(state->interval == row.interval);
      CHECK(to_string(*state->due) == row.due);
    }
  }
}

TEST_CASE("a new card has no state, but one that was answered and forgotten has") {
  AnkiCardRow row;
  row.due = 1'234'567;
  CHECK_FALSE(anki_state(row, {}, kCalendar));
  const auto state = anki_state(row, answered("2024-03-07"), kCalendar);
  REQUIRE(state);
  CHECK(*state == PastState{0, 250, 0, {}, day("2024-03-07"), {}, {}});
}

TEST_CASE("what FSRS knows is kept, and its difficulty is no ease") {
  AnkiCardRow row = reviewed();
  row.data = R"({"pos":3,"s":12.5,"d":4.25,"dr":0.9})";
  row.factor = 525;
  const auto state = anki_state(row, {}, kCalendar);
  CHECK(state->stability == 12.5);
  CHECK(state->difficulty == 4.25);
  CHECK(state->ef100 == 250);
  for (const char* data : {"", "{}", "{", "[1]", R"({"s":"x","d":-1})", R"({"s":1e999})"}) {
    CAPTURE(data);
    row.data = data;
    CHECK_FALSE(anki_state(row, {}, kCalendar)->stability);
    CHECK_FALSE(anki_state(row, {}, kCalendar)->difficulty);
  }
}

TEST_CASE("rows of the log become answers, or nothing") {
  struct {
    const char* name;
    std::int64_t ease, type, factor, interval;
    std::optional<Rating> calendar, clock;
    std::optional<Days> chosen;
  } const rows[] = {
      {"review", 3, 1, 2500, 15, Rating::good, Rating::good, Days{15}},
      {"lapse", 1, 1, 2300, -600, Rating::again, Rating::again, {}},
      {"learning again", 1, 0, 0, -60, Rating::again, Rating::again, {}},
      {"second button of learning", 2, 0, 0, -600, Rating::hard, Rating::good, {}},
      {"third button of learning", 3, 0, 2500, 4, Rating::good, Rating::easy, Days{4}},
      {"fourth button of learning", 4, 0, 2500, 4, Rating::easy, Rating::easy, Days{4}},
      {"third button of relearning", 3, 2, 2500, 4, Rating::good, Rating::easy, Days{4}},
      {"hard review", 2, 1, 2350, 4, Rating::hard, Rating::hard, Days{4}},
      {"FSRS", 3, 1, 525, 4, Rating::good, Rating::good, Days{4}},
      {"filtered", 3, 3, 2500, 4, Rating::good, Rating::good, Days{4}},
      {"filtered without rescheduling", 3, 3, 0, 4, {}, {}, {}},
      {"set by hand", 0, 4, 0, 4, {}, {}, {}},
      {"reset", 0, 4, 2500, 4, {}, {}, {}},
      {"rescheduled", 0, 5, 2500, 4, {}, {}, {}},
      {"rescheduled with a button", 3, 5, 2500, 4, {}, {}, {}},
      {"no button", 0, 1, 2500, 4, {}, {}, {}},
      {"a fifth button", 5, 1, 2500, 4, {}, {}, {}},
      {"an unknown type", 3, -1, 2500, 4, {}, {}, {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const AnkiReviewRow stored{
        (kCreated + 22 * 3600) * 1000, row.ease, row.interval, row.factor, -7, row.type};
    for (const AnkiDays& days : {kCalendar, kClock}) {
      const auto review = anki_review(stored, days);
      const auto expected = days.is_scheduler_1() ? row.clock : row.calendar;
      REQUIRE(review.has_value() == expected.has_value());
      if (!review) continue;
      CHECK(review->rating == *expected);
      CHECK(review->interval == row.chosen);
      CHECK(review->taken == 0ms);
      CHECK(to_string(review->day) == "2024-03-01");
    }
  }
}

TEST_CASE("rows of any numbers give days and intervals that can be reckoned with") {
  const auto most = std::numeric_limits<std::int64_t>::max();
  const auto least = std::numeric_limits<std::int64_t>::min();
  for (const std::int64_t number : {most, least, std::int64_t{0}, std::int64_t{1} << 32}) {
    for (std::int64_t type = -1; type < 5; ++type) {
      AnkiCardRow row{1, 1, number, 0, type, type, number, number, number, number, number, ""};
      const auto state = anki_state(row, {}, kCalendar);
      if (!state) continue;
      CHECK(state->interval >= 0);
      CHECK(state->ef100 >= 130);
      anki_review({number, 3, number, number, number, type}, kClock);
    }
  }
  CHECK(anki_flag(1) == "red");
  CHECK(anki_flag(7) == "purple");
  CHECK(anki_flag(-8).empty());
}

}  // namespace
}  // namespace lianxi
