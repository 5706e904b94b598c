#include "optimize/histories.h"

#include <doctest/doctest.h>

#include <limits>

#include "support/carried_log.h"

namespace lianxi {
namespace {

TEST_CASE("The carried log has as many items as is known, with and without outliers") {
  const auto expected = carried_json("optimizer_small_expected.json");
  const auto log = carried_log();
  CHECK(histories(log, Outliers::kept).items == expected["items_total"].get<std::uint32_t>());

  const Histories kept = histories(log, Outliers::dropped);
  CHECK(kept.items == expected["train_items_kept"].get<std::uint32_t>());
  CHECK(about(kept.recalled, expected["average_recall_train"].get<double>() * kept.items, 1e-12));
  std::array<std::uint32_t, 5> by_rating{};
  for (const FirstInterval& interval : kept.first_intervals) {
    by_rating[0] += interval.count;
    by_rating[interval.rating] += interval.count;
  }
  CHECK(by_rating[0] == expected["init_items_kept"].get<std::uint32_t>());
  for (std::size_t rating = 1; rating <= 4; ++rating) {
    CHECK(by_rating[rating] ==
          expected["first_rating_counts"][std::to_string(rating)].get<std::uint32_t>());
  }
}

TEST_CASE("Answers are kept by card, with the days between them") {
  using enum Rating;
  const std::vector<GradedReview> log = {{7, 10, good},  {2, 10, again}, {7, 10, easy},
                                         {7, 13, again}, {2, 9, hard},   {2, 11, good},
                                         {7, 20, hard}};
  const Histories made = histories(log, Outliers::kept);
  CHECK(made.elapsed == std::vector<std::int32_t>{0, 0, 1, 0, 0, 3, 7});  // card 2, then 7
  CHECK(made.rating == std::vector<std::uint8_t>{1, 2, 3, 3, 4, 1, 2});
  const auto no = Histories::kNoItem;
  CHECK(made.rank == std::vector<std::uint32_t>{no, no, 1, no, no, 0, 2});
  CHECK(made.items == 3);
  CHECK(made.recalled == 2);
  REQUIRE(made.first_intervals.size() == 2);
  CHECK(made.first_intervals[0].days == 1);
  CHECK(made.first_intervals[1].rating == 3);
}

TEST_CASE("Any card number and any day will do") {
  const auto most = std::numeric_limits<std::int32_t>::max();
  const std::vector<GradedReview> log = {{4294967295u, -most - 1, Rating::good},
                                         {0, 5, Rating::good},
                                         {4294967295u, most, Rating::good},
                                         {0, 6, Rating::again}};
  const Histories made = histories(log, Outliers::kept);
  CHECK(made.cards() == 2);
  CHECK(made.elapsed == std::vector<std::int32_t>{0, 1, 0, most});
  CHECK(histories({}, Outliers::dropped).cards() == 0);
  CHECK(histories({}, Outliers::dropped).items == 0);
}

/// As many cards with this first rating, seen again after so many days.
void add_cards(std::vector<GradedReview>& log, int count, Rating rating, int days) {
  for (int i = 0; i < count; ++i) {
    const auto card = static_cast<std::uint32_t>(log.size());
    log.push_back({card, 0, rating});
    log.push_back({card, days, Rating::good});
  }
}

TEST_CASE("Rare first intervals are dropped up to a twentieth, then those under six or too long") {
  struct {
    const char* name;
    std::vector<std::array<int, 3>> groups;  // count, rating, days
    std::uint32_t items;
  } const rows[] = {
      {"under twenty go, smallest first", {{5, 3, 4}, {14, 3, 2}, {30, 3, 1}}, 30},
      {"of one size the shortest first", {{10, 3, 101}, {10, 3, 2}, {30, 3, 1}}, 30},
      {"a twentieth of many", {{24, 3, 4}, {600, 3, 1}}, 600},
      {"no more than a twentieth", {{31, 3, 4}, {600, 3, 1}}, 631},
      {"too long", {{40, 3, 101}, {40, 3, 100}}, 40},
      {"longer after easy", {{40, 4, 365}, {40, 4, 366}}, 40},
      {"under six", {{5, 3, 1}, {5, 3, 2}, {5, 3, 3}, {5, 3, 4}, {5, 3, 5}, {50, 3, 6}}, 50},
      {"each rating by itself", {{19, 1, 1}, {19, 2, 1}, {20, 3, 1}}, 20},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    std::vector<GradedReview> log;
    for (const auto& [count, rating, days] : row.groups) {
      add_cards(log, count, static_cast<Rating>(rating), days);
    }
    CHECK(histories(log, Outliers::dropped).items == row.items);
  }
}

}  // namespace
}  // namespace lianxi
