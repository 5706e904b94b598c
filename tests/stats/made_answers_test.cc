#include "stats/made_answers.h"

#include <doctest/doctest.h>

#include <array>

#include "base/rng.h"

namespace lianxi {
namespace {

const StudyDay kDay = day_from_number(20514);
const LearnerFigures kFigures = default_figures();

/// Recalls of FSRS; the rates and seconds are told apart by their numbers.
LearnerMemory some_learner() {
  LearnerMemory memory;
  memory.rates.first_ratings = {0, 0, 0, 1};
  memory.rates.passed_ratings = {0, 0.25, 0.75, 0};
  memory.rates.learning_ratings = {{{0, 0, 0, 1}, {0, 1, 0, 0}, {0, 0, 1, 0}}};
  memory.rates.relearning_ratings = {{{0, 0, 1, 0}, {1, 0, 0, 0}, {0, 0, 1, 0}}};
  memory.rates.learning_seconds = {1, 2, 3, 4};
  memory.rates.review_seconds = {10, 20, 30, 40};
  memory.rates.relearning_seconds = {100, 200, 300, 400};
  memory.pace.fill(1);
  memory.pace[static_cast<std::size_t>(CardKind::cloze)] = 2;
  return memory;
}

CourseCard card_of(CardKind kind, std::optional<int> days_ago = {}) {
  CourseCard card;
  card.card.kind = kind;
  if (days_ago) card.state.last = kDay - Days{*days_ago};
  return card;
}

}  // namespace

TEST_CASE("a card is recalled as often as its memory says, and then rated as the learner does") {
  const std::optional<LearnerMemory> learner = some_learner();
  const MadeAnswers answers(kFigures, learner);
  const Fsrs6Model model;
  for (const int days : {1, 10, 40, 400}) {
    CAPTURE(days);
    constexpr int kTimes = 20'000;
    std::array<int, 5> given{};
    SplitMix64 luck(7);
    for (int i = 0; i < kTimes; ++i) {
      std::optional<MemoryState> remembered = MemoryState{10, 5};
      const MadeAnswer made =
          answers.first(card_of(CardKind::meaning, days), kDay, luck.uniform(), remembered);
      ++given[static_cast<std::size_t>(made.rating)];
      CHECK(made.seconds == 10 * static_cast<int>(made.rating));
      CHECK(remembered == model.next({10, 5}, days, made.rating));
    }
    const double recall = model.retrievability(days, 10);
    CHECK(given[1] == doctest::Approx(kTimes * (1 - recall)).epsilon(0.05));
    CHECK(given[2] == doctest::Approx(kTimes * recall / 4).epsilon(0.05));
    CHECK(given[4] == 0);
  }
}

TEST_CASE(
    "a card's first answer and its drills are drawn from the rates of learning, each kind at "
    "its pace") {
  const std::optional<LearnerMemory> learner = some_learner();
  const MadeAnswers answers(kFigures, learner);
  const Fsrs6Model model;
  std::optional<MemoryState> remembered;
  MadeAnswer made = answers.first(card_of(CardKind::cloze), kDay, 0.5, remembered);
  CHECK(made.rating == Rating::easy);
  CHECK(made.seconds == 8);
  CHECK(remembered == model.first(Rating::easy));

  remembered = MemoryState{2, 5};
  made = answers.drill(card_of(CardKind::meaning, 0), Rating::hard, true, 0.5, remembered);
  CHECK(made.rating == Rating::hard);
  CHECK(made.seconds == 2);
  CHECK(remembered == model.next({2, 5}, 0, Rating::hard));
  made = answers.drill(card_of(CardKind::cloze, 0), Rating::hard, false, 0.5, remembered);
  CHECK(made.rating == Rating::again);
  CHECK(made.seconds == 200);
}

TEST_CASE("of a card without the day of its answer, the interval has gone by") {
  const std::optional<LearnerMemory> learner = some_learner();
  const MadeAnswers answers(kFigures, learner);
  CourseCard card = card_of(CardKind::meaning);
  card.state.sm2.interval = 30;
  const double recall = Fsrs6Model().retrievability(30, 10);
  for (const auto& [luck, recalled] : {std::pair(recall - 0.001, true), {recall + 0.001, false}}) {
    std::optional<MemoryState> remembered = MemoryState{10, 5};
    const MadeAnswer made = answers.first(card, kDay, luck, remembered);
    CHECK((made.rating != Rating::again) == recalled);
  }
}

}  // namespace lianxi
