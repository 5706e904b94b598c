#pragma once

// A rest after a break: what waits is spread over the days to come, so that none of them takes more
// than the learner has time for. A day's room is what its own due cards leave of it. Those are not
// only the ones due on it now: of the cards answered in the days before, some were forgotten and
// come back at once, others after their next interval. How many is what the plan expects, in
// fractions of cards; chance has no part in it.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/time.h"
#include "schedule/queue.h"

namespace lianxi {

/// A plan that takes longer than this is none: more comes due than is answered.
inline constexpr Days kCatchupHorizon{365};

/// How much a learner does, and what becomes of it.
struct CatchupPace {
  int cards = 0;  ///< due cards a day
  /// The share that begins again, due the day after, of cards asked so late for their interval.
  std::function<double(std::int64_t interval, Days late)> forgotten;
  /// The interval after this one, where recalled.
  std::function<std::int64_t(std::int64_t interval)> grown;
};

struct CatchupCards {
  std::vector<QueueCard> waiting{};  ///< due by today, in the order in which they get their days
  std::vector<QueueCard> coming{};   ///< due after today; only due and interval matter
  int done = 0;                      ///< cards answered today already
};

struct CatchupPlan {
  std::vector<StudyDay> days;  ///< of each waiting card, ascending
  StudyDay level{};            ///< the last of them; today where nothing waits
};

/// Gives each waiting card its day, the first one today where there is room. Nothing where that
/// takes longer than the horizon.
std::optional<CatchupPlan> plan_catchup(const CatchupCards& cards, StudyDay today,
                                        const CatchupPace& pace);

/// The least pace with which there is a plan, whatever `pace.cards` says.
int least_catchup_pace(const CatchupCards& cards, StudyDay today, CatchupPace pace);

}  // namespace lianxi
