#pragma once

// What an import will cost, before it is done: minutes a day without it and with it, and what other
// limits of new cards would make of it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stats/figures.h"
#include "stats/forecast.h"
#include "store/cards.h"
#include "store/review_rows.h"
#include "store/settings.h"

namespace lianxi {

/// A card as the forecast takes it.
CourseCard course_card(const store::CardRow& row);

/// How the learner answers: in the 90 days up to the latest review, or by default. Reviews come in
/// one by one; `elapsed`: days since the card's answer before, none for the first.
class LatestAnswers {
 public:
  LatestAnswers(Db& db, StudyDay today);
  void add(CardKind kind, std::optional<Days> elapsed, const store::ReviewRow& review);
  LearnerFigures figures() const { return measured_figures(answers_); }

 private:
  StudyDay since_;
  std::vector<AnswerFact> answers_;
};
/// The same of all reviews.
LearnerFigures learner_figures(Db& db, StudyDay today);

/// The collection as it stands, within an open transaction too, and how its learner answers. Under
/// FSRS by his memory, times and ratings, as `simulate` has him; under SM-2 only where the
/// parameters of that memory have been fitted to enough answers of his own, since everybody's
/// foretell him worse than the shares that he lately recalled of each kind.
ForecastInput forecast_input(Db& db, const store::Settings& settings, StudyDay today);

/// The rules that these settings set; `scheduler` must outlive them.
ForecastRules forecast_rules(const store::Settings& settings, const Scheduler& scheduler);

/// Forecasts that differ by chance alone, enough for a mean: with the seeds from 1.
inline constexpr std::uint64_t kForecasts = 4;
/// So far ahead the load is told.
inline constexpr int kDaysAhead = 90;

/// The days to come under one limit: means over several forecasts.
struct Load {
  int new_cards = 0;                       ///< a day
  std::vector<double> minutes;             ///< by day, from today on
  double words_a_day = 0;                  ///< begun, up to the last of them
  int words_begun = 0, words_waiting = 0;  ///< in these days; at their end
  std::optional<StudyDay> all_begun;       ///< the day of the last one; none while words wait

  double mean_minutes() const;
  double peak_minutes() const;
  int peak_day() const;  ///< from 1
};
Load forecast_load(const ForecastInput& input, const store::Settings& settings, StudyDay today,
                   int new_cards);

/// What an import changes, over the next 90 days.
struct ImportLoad {
  StudyDay today{};
  bool measured = false;      ///< by the learner's own answers
  Load before;                ///< without the import, at the present limit
  std::vector<Load> budgets;  ///< with it: at half the present limit, at the present one, at double
  std::size_t present = 0;    ///< which budget is the present limit
};
/// `before` and `with`: the collection before the import and with it applied.
ImportLoad import_load(const ForecastInput& before, const ForecastInput& with,
                       const store::Settings& settings, StudyDay today);

/// The same for a person, line by line.
std::vector<std::string> load_lines(const ImportLoad& load);

}  // namespace lianxi
