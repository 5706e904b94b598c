#include "schedule/catchup.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

namespace lianxi {
namespace {

constexpr StudyDay kToday = day_from_number(20500);

/// Whoever recalls a card sees it in two and a half times as many days; nothing is forgotten.
const CatchupPace kNothingForgotten{
    0, [](std::int64_t, Days) { return 0.0; },
    [](std::int64_t interval) { return std::max<std::int64_t>(2, interval * 5 / 2); }};

CatchupPace pace_of(int cards, double forgotten = 0) {
  CatchupPace pace = kNothingForgotten;
  pace.cards = cards;
  pace.forgotten = [=](std::int64_t, Days) { return forgotten; };
  return pace;
}

QueueCard card_due(int days, std::int64_t interval) {
  QueueCard card;
  card.due = kToday + Days{days};
  card.interval = interval;
  return card;
}

/// So many waiting cards of an interval that reaches over every plan.
CatchupCards waiting(int count) {
  return {std::vector<QueueCard>(static_cast<std::size_t>(count), card_due(-30, 1000)), {}, 0};
}

std::vector<int> offsets(const CatchupPlan& plan) {
  std::vector<int> days;
  for (const StudyDay day : plan.days) days.push_back(static_cast<int>((day - kToday).count()));
  return days;
}

std::map<StudyDay, int> load(const std::vector<StudyDay>& days) {
  std::map<StudyDay, int> counts;
  for (const StudyDay day : days) ++counts[day];
  return counts;
}

}  // namespace

TEST_CASE("waiting cards fill the days in their order") {
  const auto plan = plan_catchup(waiting(7), kToday, pace_of(3)).value();
  CHECK(offsets(plan) == std::vector{0, 0, 0, 1, 1, 1, 2});
  CHECK(plan.level == kToday + Days{2});
}

TEST_CASE("what fits into today stays there") {
  for (const int pace : {7, 8, 100}) {
    const auto plan = plan_catchup(waiting(7), kToday, pace_of(pace)).value();
    CHECK(offsets(plan) == std::vector<int>(7, 0));
    CHECK(plan.level == kToday);
  }
  CHECK(plan_catchup({}, kToday, pace_of(0)).value().level == kToday);
}

TEST_CASE("what is done today and what comes due on a day leave less room") {
  CatchupCards cards = waiting(7);
  cards.done = 2;
  for (int i = 0; i < 5; ++i) cards.coming.push_back(card_due(1, 1000));
  cards.coming.push_back(card_due(3, 1000));
  // Of the five due tomorrow two are left over for the day after.
  const auto plan = plan_catchup(cards, kToday, pace_of(3)).value();
  CHECK(offsets(plan) == std::vector{0, 2, 3, 3, 4, 4, 4});
}

TEST_CASE("cards that were recalled or forgotten come back and take room") {
  CatchupCards cards = waiting(8);
  for (QueueCard& card : cards.waiting) card.interval = 1;  // recalled: two days later
  CHECK(offsets(plan_catchup(cards, kToday, pace_of(4)).value()) ==
        std::vector{0, 0, 0, 0, 1, 1, 1, 1});
  cards = waiting(8);
  // Half of today's four are back tomorrow, half of tomorrow's two and two the day after.
  CHECK(offsets(plan_catchup(cards, kToday, pace_of(4, 0.5)).value()) ==
        std::vector{0, 0, 0, 0, 1, 1, 2, 2});
}

TEST_CASE("a pace that what comes due uses up has no plan, and the least that has one is found") {
  CatchupCards cards = waiting(30);
  for (int day = 1; day <= 400; ++day) {
    for (int i = 0; i < 6; ++i) cards.coming.push_back(card_due(day, 1000));
  }
  CHECK_FALSE(plan_catchup(cards, kToday, pace_of(0)));
  CHECK_FALSE(plan_catchup(cards, kToday, pace_of(6)));  // but for today
  const int least = least_catchup_pace(cards, kToday, pace_of(6));
  CHECK(least == 7);
  CHECK(plan_catchup(cards, kToday, pace_of(least)));
}

TEST_CASE("whatever waits: no day over the pace, order kept, none lost, the last day told") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto up_to = [&](int most) {
      return static_cast<int>(random() % static_cast<unsigned>(most + 1));
    };
    CatchupCards cards;
    for (int i = up_to(200); i > 0; --i) {
      cards.waiting.push_back(card_due(-up_to(60), 1 + up_to(100)));
    }
    for (int i = up_to(300); i > 0; --i) {
      cards.coming.push_back(card_due(1 + up_to(40), 1 + up_to(100)));
    }
    cards.done = up_to(10);
    CatchupPace pace = pace_of(up_to(60), up_to(4) / 10.0);
    auto plan = plan_catchup(cards, kToday, pace);
    if (!plan) {
      const int least = least_catchup_pace(cards, kToday, pace);
      CHECK(least > pace.cards);
      pace.cards = least - 1;
      CHECK_FALSE(plan_catchup(cards, kToday, pace));
      pace.cards = least;
      plan = plan_catchup(cards, kToday, pace);
    }
    REQUIRE(plan);
    CHECK(plan->days.size() == cards.waiting.size());
    CHECK(std::is_sorted(plan->days.begin(), plan->days.end()));
    CHECK(plan->level == (plan->days.empty() ? kToday : plan->days.back()));
    std::vector<StudyDay> all = plan->days;
    for (const QueueCard& card : cards.coming) all.push_back(card.due);
    const auto placed = load(plan->days), due = load(all);
    for (const auto& [day, count] : placed) {
      CAPTURE(to_string(day));
      CHECK(day >= kToday);
      CHECK(due.at(day) + (day == kToday ? cards.done : 0) <= pace.cards);
    }
    const int today = pace.cards - cards.done;
    const bool fits = static_cast<int>(cards.waiting.size()) <= today;
    CHECK(fits == (cards.waiting.empty() ? today >= 0 : plan->level == kToday));
  }
}

}  // namespace lianxi
