#pragma once

// A rest after a break: the backlog of a collection is spread over the days to come, at the pace
// of its learner. The new days are set_due events; how a card stands they leave alone.

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "schedule/event.h"
#include "stats/course.h"
#include "stats/figures.h"
#include "store/cards.h"
#include "store/settings.h"

namespace lianxi {

/// What spreading would do, or why it does nothing.
struct Catchup {
  int waiting = 0;                ///< cards due by today
  int cards_a_day = 0;            ///< that fit into the minutes, and into the review limit
  bool limited = false;           ///< it is the review limit that decides
  double seconds_a_card = 0;      ///< its drills included
  bool measured = false;          ///< by the learner's own answers
  int stay = 0;                   ///< waiting cards that are for today
  std::optional<StudyDay> level;  ///< their last day; none: not within a year
  std::optional<int> enough;      ///< cards a day that would do, where there is no level
  std::vector<std::pair<Key, Act>> acts{};  ///< gives each its day

  int moved() const { return waiting - stay; }
  /// Such a number of cards, drills included.
  std::chrono::duration<double> time_of(int cards) const {
    return std::chrono::duration<double>(cards * seconds_a_card);
  }
};

/// Plans so many minutes a day for the cards of a selection; new cards come on top. Cards that
/// stay are due today from now on, not overdue. Writes nothing.
Catchup plan_catchup(Db& db, const store::Settings& settings, StudyDay today,
                     const store::Selection& selection, std::chrono::minutes minutes);

/// The same for cards as they stand, or as a forecast says they will.
Catchup plan_catchup(const std::vector<CourseCard>& cards, const LearnerFigures& figures,
                     const store::Settings& settings, StudyDay today, std::chrono::minutes minutes);

}  // namespace lianxi
