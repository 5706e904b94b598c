#include "stats/figures.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

/// So many answers of one kind, all alike.
std::vector<AnswerFact> answers(std::size_t count, CardKind kind, Stage stage, Rating rating,
                                int seconds) {
  return std::vector<AnswerFact>(count, {kind, stage, rating, std::chrono::seconds{seconds}});
}

std::vector<AnswerFact> joined(std::vector<AnswerFact> a, const std::vector<AnswerFact>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

TEST_CASE("an answer is first, early, late or a drill by the days since the one before") {
  const struct {
    std::string name;
    std::optional<Days> elapsed;
    Stage stage;
  } rows[] = {
      {"none before", {}, Stage::first},
      {"on the same day", Days{0}, Stage::drill},
      {"a clock set back", Days{-1}, Stage::drill},
      {"the day after", Days{1}, Stage::early},
      {"six days after", Days{6}, Stage::early},
      {"a week after", Days{7}, Stage::late},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(stage_after(row.elapsed) == row.stage);
  }
}

TEST_CASE("the defaults hold for every kind, and what is typed takes longer") {
  const LearnerFigures figures = default_figures();
  CHECK_FALSE(figures.measured);
  for (std::size_t kind = 1; kind < kCardKindNames.size(); ++kind) {
    CAPTURE(std::string(kCardKindNames[kind]));
    for (const Stage stage : {Stage::first, Stage::early, Stage::late, Stage::drill}) {
      const Figures& expected = figures.of(static_cast<CardKind>(kind), stage);
      CHECK(expected.seconds >= 5);
      CHECK(expected.seconds <= 30);
      CHECK(expected.again + expected.hard + expected.easy < 0.6);
    }
    CHECK(figures.of(static_cast<CardKind>(kind), Stage::first).seconds >=
          figures.of(static_cast<CardKind>(kind), Stage::late).seconds);
  }
  CHECK(figures.of(CardKind::cloze, Stage::late).seconds >
        figures.of(CardKind::meaning, Stage::late).seconds);
}

TEST_CASE("what is asked late is forgotten more often, the longer the more") {
  const struct {
    std::string name;
    Figures on_time;
    std::int64_t interval;
    Days late;
    double again, hard, easy;
  } rows[] = {
      {"on its day", {9, 0.2, 0.1, 0.1}, 10, Days{0}, 0.2, 0.1, 0.1},
      {"before it", {9, 0.2, 0.1, 0.1}, 10, Days{-4}, 0.2, 0.1, 0.1},
      // 0.8 on its day: f = 1 / 0.64 - 1 = 0.5625, and (1 + 2 f)^-0.5 = 0.686.
      {"late by its interval", {9, 0.2, 0.1, 0.1}, 10, Days{10}, 0.314, 0.0857, 0.0857},
      {"an interval of a day counts as three",
       {9, 0.2, 0.1, 0.1},
       1,
       Days{3},
       0.314,
       0.0857,
       0.0857},
      {"never forgotten", {9, 0, 0.1, 0.1}, 10, Days{500}, 0, 0.1, 0.1},
      {"always forgotten", {9, 1, 0, 0}, 10, Days{10}, 1, 0, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const Figures late = asked_late(row.on_time, row.interval, row.late);
    CHECK(late.seconds == 9);
    CHECK(late.again == doctest::Approx(row.again).epsilon(0.005));
    CHECK(late.hard == doctest::Approx(row.hard).epsilon(0.005));
    CHECK(late.easy == doctest::Approx(row.easy).epsilon(0.005));
  }
}

TEST_CASE("below a hundred answers nothing is measured") {
  const auto few = answers(99, CardKind::meaning, Stage::late, Rating::again, 60);
  CHECK_FALSE(measured_figures(few).measured);
  CHECK(measured_figures(few).of(CardKind::meaning, Stage::late).seconds ==
        default_figures().of(CardKind::meaning, Stage::late).seconds);
  CHECK(measured_figures(answers(100, CardKind::meaning, Stage::late, Rating::again, 60)).measured);
}

TEST_CASE("many answers outweigh what is expected") {
  const auto many = joined(answers(600, CardKind::reading, Stage::early, Rating::good, 6),
                           answers(400, CardKind::reading, Stage::early, Rating::again, 6));
  const Figures figures = measured_figures(many).of(CardKind::reading, Stage::early);
  CHECK(figures.seconds == doctest::Approx(6));
  CHECK(figures.again == doctest::Approx(0.4));
  CHECK(figures.hard == doctest::Approx(0));
}

TEST_CASE("a kind that is rare is expected to go as the others do") {
  // Twice as slow as the defaults in everything, and only the meanings say so.
  const double usual = default_figures().of(CardKind::meaning, Stage::late).seconds;
  const auto slow =
      answers(200, CardKind::meaning, Stage::late, Rating::good, static_cast<int>(2 * usual));
  const LearnerFigures figures = measured_figures(slow);
  const LearnerFigures defaults = default_figures();
  CHECK(figures.of(CardKind::cloze, Stage::late).seconds ==
        doctest::Approx(2 * defaults.of(CardKind::cloze, Stage::late).seconds));
  // Of first answers nothing is known yet.
  CHECK(figures.of(CardKind::cloze, Stage::first).seconds ==
        doctest::Approx(defaults.of(CardKind::cloze, Stage::first).seconds));

  const auto with_one = joined(slow, answers(1, CardKind::cloze, Stage::late, Rating::good, 500));
  const double after_one = measured_figures(with_one).of(CardKind::cloze, Stage::late).seconds;
  CHECK(after_one > figures.of(CardKind::cloze, Stage::late).seconds);
  CHECK(after_one < 150);
}

}  // namespace lianxi
