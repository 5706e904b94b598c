#pragma once

// The days to come, one after the other, on a copy of the collection in memory: the queue, the
// scheduler, unlocking and spacing are the program's own; only the answers are made up, from what
// is known of the learner. Pure: the same seed gives the same days.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schedule/queue.h"
#include "stats/course.h"
#include "stats/made_answers.h"

namespace lianxi {

/// A collection and its learner.
struct ForecastInput {
  std::vector<CourseCard> cards;             ///< suspended ones too: others may wait for them
  std::map<EntryId, std::string> headwords;  ///< of the entries of the cards
  std::vector<QueueEntry> entries;           ///< what is alike: at least of those not yet begun
  LearnerFigures figures;
  std::optional<LearnerMemory> memory{};  ///< what answers are drawn from, else from the figures

  bool measured() const { return memory ? memory->measured : figures.measured; }
};

/// Days on which nothing is studied, the first and the last included.
struct StudyBreak {
  StudyDay first{}, last{};
  bool contains(StudyDay day) const { return first <= day && day <= last; }
};

/// What is in force.
struct ForecastRules {
  QueueLimits limits;  ///< of a whole day
  UnlockRules unlock;
  const Scheduler& scheduler;
  std::optional<StudyBreak> pause{};  ///< what comes due in it waits for its end
};

/// One day of study.
struct ForecastDay {
  int reviews = 0;      ///< due cards
  int new_cards = 0;    ///< cards asked for the first time
  int drills = 0;       ///< further answers on the same day
  int new_entries = 0;  ///< words begun
  double minutes = 0;
};

/// The days, and what they make of the cards: input of a forecast that goes on from there.
struct Forecast {
  std::vector<ForecastDay> days;
  std::vector<CourseCard> cards;
};

/// So many days from `today` on, of which the first holds what is still to do. Every day is
/// studied to its end in one session.
Forecast forecast(const ForecastInput& input, const ForecastRules& rules, StudyDay today, int days,
                  std::uint64_t seed);

}  // namespace lianxi
