#include "foreign/mnemosyne_days.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

// 2024-03-01 at 00:00 in UTC, 08:00 in China.
constexpr std::int64_t kMarch1 = 1709251200;
constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;

std::string day_text(std::optional<StudyDay> day) { return day ? to_string(*day) : "none"; }

TEST_CASE("a day begins at 3 o'clock where the learner was") {
  MnemosyneDays days;
  days.add_start(kMarch1 - 100 * kDay, "Mnemosyne 2.9 posix linux TZ 8");
  CHECK(days.offset() == std::chrono::hours{8});
  CHECK(day_text(days.day_of(kMarch1)) == "2024-03-01");
  CHECK(day_text(days.day_of(kMarch1 - 5 * kHour - 1)) == "2024-02-29");
  CHECK(day_text(days.day_of(kMarch1 - 5 * kHour)) == "2024-03-01");
  CHECK(day_text(days.day_of(-1)) == "none");
  CHECK(day_text(days.day_of(std::int64_t{1} << 62)) == "none");
}

TEST_CASE("each answer belongs to the zone of its time") {
  MnemosyneDays days;
  days.add_start(kMarch1, "Mnemosyne 2.9 posix linux TZ -5");
  days.add_start(kMarch1 + kDay, "Mnemosyne 2.9 nt win32 TZ 8");
  days.add_start(kMarch1 + kDay, "Mnemosyne 2.0 posix linux2");
  days.add_start(kMarch1 + kDay, "Mnemosyne 2.9 posix linux TZ 99");
  CHECK(days.offset() == std::chrono::hours{8});
  CHECK(day_text(days.day_of(kMarch1 - kHour)) == "2024-02-29");  // before all that is known
  CHECK(day_text(days.day_of(kMarch1 + 7 * kHour)) == "2024-02-29");
  CHECK(day_text(days.day_of(kMarch1 + kDay - 5 * kHour)) == "2024-03-01");
  CHECK(day_text(days.day_of(kMarch1 + kDay + 20 * kHour)) == "2024-03-03");
}

TEST_CASE("grades are told by what they do to the ease") {
  const struct {
    std::int64_t grade;
    Rating rating;
    int days;  ///< chosen; 0: asked again at once
  } rows[] = {{0, Rating::again, 0}, {1, Rating::again, 0}, {2, Rating::hard, 6},
              {3, Rating::hard, 6},  {4, Rating::good, 6},  {5, Rating::easy, 6}};
  for (const auto& row : rows) {
    CAPTURE(row.grade);
    const std::int64_t at = kMarch1 + 10 * kHour;
    const auto review =
        MnemosyneDays().review({at, row.grade, row.days == 0 ? at : kMarch1 + row.days * kDay, 7});
    REQUIRE(review);
    CHECK(review->rating == row.rating);
    CHECK(review->at_ms == at * 1000);
    CHECK(review->taken == std::chrono::seconds{7});
    CHECK(day_text(review->day) == "2024-03-01");
    CHECK(review->interval.value_or(Days{0}) == Days{row.days});
  }
  CHECK_FALSE(MnemosyneDays().review({kMarch1, 6, kMarch1, 0}));
  CHECK_FALSE(MnemosyneDays().review({kMarch1, -1, kMarch1, 0}));
  CHECK_FALSE(MnemosyneDays().review({0, 4, kMarch1, 0}));
  CHECK(MnemosyneDays().review({kMarch1, 4, 0, -5})->taken == std::chrono::seconds{0});
}

TEST_CASE("a card is due on its date, wherever the learner is") {
  for (const char* version : {"TZ", "Mnemosyne 2.9 posix linux TZ 8", "Mnemosyne TZ -8"}) {
    CAPTURE(std::string(version));
    MnemosyneDays days;
    days.add_start(kMarch1, version);
    const auto state = days.state({4, 2.36, 3, kMarch1 + 11 * kHour, kMarch1 + 16 * kDay}, {});
    REQUIRE(state);
    CHECK(state->n == 4);
    CHECK(state->ef100 == 236);
    CHECK(day_text(state->last) == "2024-03-01");
    CHECK(day_text(state->due) == "2024-03-17");
    CHECK(state->interval == 16);
  }
}

TEST_CASE("where a card stands") {
  const MnemosyneDays days;
  CHECK_FALSE(days.state({}, {}));

  const auto forgotten = days.state({1, 1.3, 0, kMarch1 + 9 * kHour, kMarch1 + 9 * kHour}, {});
  REQUIRE(forgotten);
  CHECK(forgotten->n == 0);
  CHECK(forgotten->interval == 0);
  CHECK(forgotten->due == forgotten->last);
  CHECK(forgotten->ef100 == 130);

  PastReview review;
  review.day = *day_from_string("2024-02-01");
  const auto begun_again = days.state({}, {review});
  REQUIRE(begun_again);
  CHECK(begun_again->n == 0);
  CHECK_FALSE(begun_again->due);
  CHECK(day_text(begun_again->last) == "2024-02-01");

  const auto odd = days.state({4, 1e300, std::int64_t{1} << 60, -5, std::int64_t{1} << 62}, {});
  REQUIRE(odd);
  CHECK_FALSE(odd->due);
  CHECK_FALSE(odd->last);
  CHECK(odd->interval == 0);
  CHECK(odd->ef100 == 999);
  CHECK(odd->n == 10'001);
}

}  // namespace
}  // namespace lianxi
