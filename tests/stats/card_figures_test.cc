#include "stats/card_figures.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

const StudyDay kToday = day_from_number(20514);

CardStanding answered(std::int64_t interval, std::int32_t ef100, int due_in) {
  return {CardKind::meaning, true, false, interval, ef100, kToday + Days{due_in}};
}

}  // namespace

TEST_CASE("a card is locked, open, young, stable or suspended") {
  const struct {
    CardStanding card;
    Maturity maturity;
  } rows[] = {{{CardKind::cloze, false, false, 0, 250, {}}, Maturity::locked},
              {{CardKind::cloze, true, false, 0, 250, {}}, Maturity::open},
              {answered(20, 250, 3), Maturity::young},
              {answered(21, 250, 3), Maturity::stable},
              {{CardKind::cloze, true, true, 90, 250, kToday}, Maturity::suspended}};
  for (const auto& row : rows) CHECK(maturity_of(row.card) == row.maturity);
}

TEST_CASE("cards are counted by interval, by ease and by the day that they come due") {
  const LearnerFigures figures = default_figures();
  CardCounter counter(kToday, 30, figures);
  for (const CardStanding& card :
       {answered(1, 130, -5), answered(1, 149, 0), answered(6, 150, 1), answered(7, 250, 29),
        answered(400, 300, 30), CardStanding{CardKind::reading, false, false, 0, 250, {}},
        CardStanding{CardKind::reading, true, true, 30, 250, kToday}}) {
    counter.add(card);
  }
  CHECK(counter.intervals() == decltype(counter.intervals()){2, 1, 1, 0, 0, 0, 0, 1});
  CHECK(counter.ease() == decltype(counter.ease()){2, 1, 0, 0, 0, 0, 1, 1});
  CHECK(counter.by_kind().at(CardKind::meaning) == CardCounter::ByMaturity{0, 0, 4, 1, 0});
  CHECK(counter.by_kind().at(CardKind::reading) == CardCounter::ByMaturity{1, 0, 0, 0, 1});
  REQUIRE(counter.due().size() == 30);
  CHECK(counter.due()[0].cards == 2);
  CHECK(counter.due()[0].minutes == doctest::Approx(2 * 8.0 / 60));
  CHECK(counter.due()[1].cards == 1);
  CHECK(counter.due()[29].cards == 1);
}

}  // namespace lianxi
