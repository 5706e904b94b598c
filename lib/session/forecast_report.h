#pragma once

// What the days to come will ask of the learner, and what a break costs: the same days with it, and
// with the plan that spreads what has piled up.

#include <optional>
#include <vector>

#include "export/table.h"
#include "session/forecast.h"

namespace lianxi {

/// One day, as means over several forecasts.
struct LoadDay {
  StudyDay day{};
  double reviews = 0, new_cards = 0, drills = 0;
  double minutes = 0;
};

/// A catchup on the day after a break.
struct BreakPlan {
  int minutes = 0;          ///< a day for due cards
  int days = 0;             ///< until nothing of it waits
  double peak_minutes = 0;  ///< a day, new cards included
};

struct BreakCost {
  StudyBreak pause;
  std::vector<LoadDay> days;      ///< with the break, all at once after it
  int waiting = 0;                ///< due cards on the day after it
  std::optional<StudyDay> level;  ///< from here on as without it; none: not within these days
  std::optional<BreakPlan> plan;  ///< none: nothing to spread, or a limit does it
};

struct ForecastReport {
  StudyDay today{};
  bool measured = false;          ///< by the learner's own answers
  int new_cards = 0;              ///< a day at most
  double begun_a_day = 0;         ///< new cards in the 30 days before today, or since the first
  std::vector<LoadDay> days;      ///< without a break
  std::optional<BreakCost> cost;  ///< of the break

  /// As they will be, with the break where there is one.
  const std::vector<LoadDay>& expected() const { return cost ? cost->days : days; }
};

/// What to forecast.
struct ForecastSpan {
  int days = 90;
  std::optional<StudyBreak> pause{};  ///< must end before the last of the days
};

/// The days from `today` on for the cards of a selection. The first holds what is still to do, as
/// `due` counts it.
ForecastReport forecast_report(Db& db, const store::Settings& settings, StudyDay today,
                               const store::Selection& selection, const ForecastSpan& span);

/// The mean of up to `count` days from place `first` on, with the day of the first.
LoadDay mean_day(const std::vector<LoadDay>& days, std::size_t first, std::size_t count);
/// The day that takes longest of those from `first` on.
const LoadDay& peak_day(const std::vector<LoadDay>& days, StudyDay first);

/// The days as they will be, with the break where there is one: "forecast".
std::vector<Table> forecast_tables(const ForecastReport& report);

}  // namespace lianxi
