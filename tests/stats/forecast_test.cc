#include "stats/forecast.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "entry/entry.h"
#include "schedule/fsrs.h"
#include "schedule/sm2.h"

namespace lianxi {
namespace {

const StudyDay kToday = day_from_number(20514);
const Sm2 kScheduler;

/// Always gives one rating, a drill good, and takes as many seconds as asked.
LearnerFigures always(Rating rating, double seconds, double drill_seconds) {
  LearnerFigures figures;
  for (auto& stages : figures.by_kind) {
    const auto share = [&](Rating given) { return given == rating ? 1.0 : 0.0; };
    stages.fill({seconds, share(Rating::again), share(Rating::hard), share(Rating::easy)});
    stages[static_cast<std::size_t>(Stage::drill)] = {drill_seconds, 0, 0, 0};
  }
  return figures;
}

/// So many words with a meaning and a reading each, and a recall card that waits for the meaning.
ForecastInput words_with_cards(int count) {
  ForecastInput input;
  for (int i = 0; i < count; ++i) {
    const std::string word = "word " + std::to_string(i);
    input.headwords[EntryId{i}] = word;
    for (const CardKind kind : {CardKind::meaning, CardKind::reading, CardKind::recall}) {
      CourseCard made;
      made.id = CardId{10 * i + static_cast<int>(kind)};
      made.entry = EntryId{i};
      made.card = {card_key(entry_key(word), kind, "x"), kind, "x"};
      made.position = 10 * i + static_cast<int>(kind);
      input.cards.push_back(std::move(made));
    }
  }
  input.figures = always(Rating::good, 6, 3);
  return input;
}

std::vector<ForecastDay> run(const ForecastInput& input, int days, const QueueLimits& limits = {},
                             std::uint64_t seed = 1) {
  return forecast(input, {limits, {}, kScheduler}, kToday, days, seed).days;
}

/// A break of the days from `first` to `last`, counted from today.
Forecast run_with_break(const ForecastInput& input, int days, int first, int last,
                        const QueueLimits& limits = {}) {
  const StudyBreak pause{kToday + Days{first}, kToday + Days{last}};
  return forecast(input, {limits, {}, kScheduler, pause}, kToday, days, 1);
}

template <typename Value>
std::vector<Value> column(const std::vector<ForecastDay>& days, Value ForecastDay::*field) {
  std::vector<Value> values;
  for (const ForecastDay& day : days) values.push_back(day.*field);
  return values;
}
using Counts = std::vector<int>;

}  // namespace

TEST_CASE("a word answered good comes back after 1 and 6 days, and opens its next card") {
  const auto days = run(words_with_cards(1), 9);
  CHECK(column(days, &ForecastDay::new_cards) == Counts{2, 0, 1, 0, 0, 0, 0, 0, 0});
  CHECK(column(days, &ForecastDay::reviews) == Counts{0, 2, 0, 1, 0, 0, 0, 2, 0});
  CHECK(column(days, &ForecastDay::new_entries) == Counts{1, 0, 0, 0, 0, 0, 0, 0, 0});
  CHECK(column(days, &ForecastDay::drills) == Counts{0, 0, 0, 0, 0, 0, 0, 0, 0});
  CHECK(days[1].minutes == doctest::Approx(0.2));
}

TEST_CASE("what is answered below good is drilled") {
  ForecastInput input = words_with_cards(1);
  input.figures = always(Rating::hard, 6, 3);
  const auto days = run(input, 2);
  CHECK(column(days, &ForecastDay::drills) == Counts{2, 2});
  CHECK(days[0].minutes == doctest::Approx(2 * 9 / 60.0));
}

TEST_CASE("the limits of a day hold") {
  QueueLimits limits;
  limits.new_cards = 3;
  limits.reviews = 2;
  const auto days = run(words_with_cards(20), 40, limits);
  for (const ForecastDay& day : days) {
    CHECK(day.new_cards <= 3);
    CHECK(day.reviews <= 2);
  }
  CHECK(days.front().new_cards == 3);
  // What does not fit is not lost.
  CHECK(days.back().reviews == 2);
}

TEST_CASE("today holds only what is left of it") {
  ForecastInput input = words_with_cards(4);
  CardState answered;
  answered.introduced = answered.last = kToday;
  answered.due = answered.scheduled_due = kToday + Days{1};
  answered.sm2.interval = answered.sm2.n = 1;
  answered.repeat_today = true;
  input.cards[0].state = answered;
  QueueLimits limits;
  limits.new_cards = 2;
  const auto days = run(input, 2, limits);
  CHECK(column(days, &ForecastDay::new_cards) == Counts{1, 2});
  CHECK(column(days, &ForecastDay::drills) == Counts{1, 0});
  CHECK(days[1].reviews == 2);
}

TEST_CASE("hidden cards are not asked") {
  ForecastInput input = words_with_cards(1);
  input.cards[0].state.suspended = true;
  input.cards[1].state.buried_until = kToday + Days{3};
  CHECK(column(run(input, 5), &ForecastDay::new_cards) == Counts{0, 0, 0, 1, 0});
}

TEST_CASE("words that are alike begin days apart, or one a day where there are no others") {
  ForecastInput input = words_with_cards(3);
  for (int i = 0; i < 3; ++i) input.entries.push_back({EntryId{i}, {7}, false, {}});
  CHECK(column(run(input, 4), &ForecastDay::new_entries) == Counts{1, 1, 1, 0});
  // One that is like none of them takes a day of its own, then they follow.
  ForecastInput more = words_with_cards(4);
  more.entries = input.entries;
  CHECK(column(run(more, 4), &ForecastDay::new_entries) == Counts{2, 1, 1, 0});
}

TEST_CASE("a seed gives the same days again, another seed others") {
  ForecastInput input = words_with_cards(30);
  input.figures = default_figures();
  const auto reviews = [&](std::uint64_t seed) {
    return column(run(input, 60, {}, seed), &ForecastDay::reviews);
  };
  CHECK(reviews(1) == reviews(1));
  CHECK(reviews(1) != reviews(2));
}

TEST_CASE(
    "what comes due in a break waits for its end, and the interval counts what really passed") {
  const ForecastInput input = words_with_cards(1);
  // Two cards on the first day, due on the second; good on the fifth, they come back after 6 days.
  const Forecast rested = run_with_break(input, 12, 1, 3);
  CHECK(column(rested.days, &ForecastDay::new_cards) == Counts{2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0});
  CHECK(column(rested.days, &ForecastDay::reviews) == Counts{0, 0, 0, 0, 2, 0, 1, 0, 0, 0, 2, 0});
  CHECK(rested.days[2].minutes == 0);
}

TEST_CASE("after a break the limits hold until all has been asked") {
  QueueLimits limits;
  limits.new_cards = 12;
  limits.reviews = 15;
  const auto days = run_with_break(words_with_cards(20), 40, 6, 15, limits).days;
  for (std::size_t i = 6; i <= 15; ++i) CHECK(days[i].reviews + days[i].new_cards == 0);
  CHECK(column({days.begin() + 16, days.begin() + 18}, &ForecastDay::reviews) == Counts{15, 15});
  const auto reviews = column(days, &ForecastDay::reviews);
  CHECK(*std::min_element(reviews.begin() + 18, reviews.end()) < 15);
}

TEST_CASE("a break on the day itself leaves all of it for later") {
  const auto days = run_with_break(words_with_cards(1), 3, 0, 0).days;
  CHECK(column(days, &ForecastDay::new_cards) == Counts{0, 2, 0});
  CHECK(column(run_with_break(words_with_cards(1), 3, 0, 9).days, &ForecastDay::new_cards) ==
        Counts{0, 0, 0});
}

TEST_CASE("cards asked late for their interval are forgotten as often as the curve says") {
  ForecastInput input = words_with_cards(500);
  input.figures = always(Rating::again, 6, 3);
  for (auto& stages : input.figures.by_kind) {
    for (Figures& figures : stages) figures.again = 0.2;
  }
  for (CourseCard& made : input.cards) {
    made.state.introduced = made.state.last = kToday - Days{10};
    made.state.due = made.state.scheduled_due = kToday;
    made.state.sm2.interval = 10;
    made.state.sm2.n = 2;
  }
  const auto again = [&](int days_late) {
    const auto cards = days_late == 0
                           ? forecast(input, {{}, {}, kScheduler}, kToday, 1, 1).cards
                           : run_with_break(input, days_late + 1, 0, days_late - 1).cards;
    return static_cast<double>(
               std::count_if(cards.begin(), cards.end(),
                             [](const CourseCard& c) { return c.state.lapses > 0; })) /
           static_cast<double>(cards.size());
  };
  CHECK(again(0) == doctest::Approx(0.2).epsilon(0.1));
  CHECK(again(10) == doctest::Approx(1 - 1 / std::sqrt(1 + 2 * 0.5625)).epsilon(0.1));
  CHECK(again(40) == doctest::Approx(1 - 1 / std::sqrt(1 + 5 * 0.5625)).epsilon(0.1));
}

TEST_CASE("under FSRS the limits of a day let in the cards most likely recalled") {
  ForecastInput input = words_with_cards(30);
  for (std::size_t i = 0; i < input.cards.size(); ++i) {
    CardState& state = input.cards[i].state;
    if (input.cards[i].card.kind != CardKind::meaning) continue;
    state.introduced = state.last = kToday - Days{20};
    state.due = state.scheduled_due = kToday - Days{static_cast<int>(i) % 4};
    state.sm2 = {20 - static_cast<int>(i) % 4, 2, 250};
    state.memory = MemoryState{static_cast<double>(10 + i), 5};
  }
  QueueLimits limits;
  limits.new_cards = 0;
  limits.reviews = 12;
  const Fsrs fsrs;
  std::vector<double> asked, left;
  const Forecast first = forecast(input, {limits, {}, fsrs}, kToday, 1, 1);
  for (const CourseCard& card : first.cards) {
    if (!card.state.last) continue;
    const auto before = std::find_if(input.cards.begin(), input.cards.end(),
                                     [&](const CourseCard& one) { return one.id == card.id; });
    (card.state.last == kToday ? asked : left).push_back(before->state.memory->stability);
  }
  REQUIRE(asked.size() == 12);
  REQUIRE(left.size() == 18);
  CHECK(*std::min_element(asked.begin(), asked.end()) >
        *std::max_element(left.begin(), left.end()));
}

TEST_CASE("a forecast goes on from the cards of another as if it were one") {
  ForecastInput input = words_with_cards(40);
  input.figures = default_figures();
  for (int i = 0; i < 40; ++i) {
    input.entries.push_back({EntryId{i}, {static_cast<std::uint64_t>(i / 3)}, false, {}});
  }
  QueueLimits limits;
  limits.reviews = 12;
  const auto whole = run_with_break(input, 60, 18, 24, limits).days;
  for (const int first : {1, 17, 18, 21, 25, 40}) {
    CAPTURE(first);
    Forecast start = run_with_break(input, first, 18, 24, limits);
    ForecastInput then = input;
    then.cards = std::move(start.cards);
    const StudyBreak pause{kToday + Days{18}, kToday + Days{24}};
    const auto rest =
        forecast(then, {limits, {}, kScheduler, pause}, kToday + Days{first}, 60 - first, 1);
    auto both = start.days;
    both.insert(both.end(), rest.days.begin(), rest.days.end());
    for (const auto field : {&ForecastDay::reviews, &ForecastDay::new_cards, &ForecastDay::drills,
                             &ForecastDay::new_entries}) {
      CHECK(column(both, field) == column(whole, field));
    }
  }
}

TEST_CASE("a card fares alike whatever stands around it") {
  ForecastInput few = words_with_cards(5);
  ForecastInput many = words_with_cards(10);
  few.figures = many.figures = default_figures();
  QueueLimits limits;
  limits.new_cards = 1000;
  const auto alone = run(few, 30, limits);
  const auto among = run(many, 30, limits);
  for (std::size_t i = 0; i < alone.size(); ++i) CHECK(alone[i].reviews <= among[i].reviews);
}

TEST_CASE("under FSRS the drills of a day step the memory, and the learner's is the scheduler's") {
  ForecastInput input = words_with_cards(20);
  LearnerMemory& learner = input.memory.emplace();
  learner.pace.fill(1);
  learner.rates.first_ratings = {1, 0, 0, 0};  // each is drilled at once
  const Fsrs fsrs;
  const Forecast one = forecast(input, {{}, {}, fsrs}, kToday, 1, 1);
  int begun = 0;
  for (const CourseCard& card : one.cards) {
    if (!card.state.last) continue;
    ++begun;
    CHECK(card.state.reviews > 1);
    CHECK(card.state.memory != fsrs.model().first(Rating::again));
    CHECK(card.state.memory == card.memory);
    CHECK(card.state.due == kToday + Days{card.state.sm2.interval});
  }
  CHECK(begun == one.days[0].new_cards);
  CHECK(begun > 0);
  // The same over a year, whatever is recalled, and each card once on the day it is due.
  const Forecast year = forecast(input, {{}, {}, fsrs}, kToday, 365, 1);
  for (const CourseCard& card : year.cards) CHECK(card.state.memory == card.memory);
}

TEST_CASE("what waits for its drill under FSRS comes back when the drill says, once") {
  ForecastInput input = words_with_cards(1);
  input.memory.emplace().pace.fill(1);
  const Fsrs fsrs;
  CardState& state = input.cards[0].state;
  state.introduced = state.last = kToday;
  state.due = state.scheduled_due = kToday + Days{1};
  state.sm2.interval = 1;
  state.memory = input.cards[0].memory = fsrs.model().first(Rating::again);
  state.repeat_today = true;
  input.cards.resize(1);
  // A drill that is easy makes it last.
  input.memory->rates.learning_ratings[0] = {0, 0, 0, 1};
  input.memory->rates.passed_ratings = {0, 0, 1, 0};
  const Forecast all = forecast(input, {{}, {}, fsrs}, kToday, 30, 1);
  CHECK(all.days[0].drills == 1);
  const auto back = fsrs.answer(state, Rating::easy, {}, Days{0}, 0.5).interval.count();
  REQUIRE(back > 1);
  int reviews = 0;
  for (int day = 1; day <= back; ++day) reviews += all.days[static_cast<std::size_t>(day)].reviews;
  CHECK(reviews == 1);
  CHECK(all.days[static_cast<std::size_t>(back)].reviews == 1);
}

}  // namespace lianxi
