#pragma once

// A learner who studies day by day, made up: a memory that FSRS-6 describes, the answers and the
// time that a Learner gives, a day's limits, and a schedule that says when a card returns. It
// answers what a desired retention costs, what a number of new cards a day leads to, and which of
// two schedules costs less.
//
// The memory is the truth of the simulation. A schedule that holds the same model of it (FSRS with
// the true parameters) is at its best here, so compare with parameters that it believes wrongly,
// too. Two schedules under one seed meet the same luck: each card draws from its own stream.
//
// A day: the cards due, in an order where a limit may cut them short, then new cards. A card is
// recalled with the probability that its memory has; a failure is followed by relearning, a new
// card by learning: further answers of the same day until enough are good with no `again` between
// (`hard` repeats a step), or one is easy, at most five.
// What a limit leaves waits until the next day.
// Source: the simulator of fsrs-rs 6.6 (June 2026), Open Spaced Repetition, from a description.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "schedule/fsrs6.h"
#include "schedule/sm2.h"
#include "simulate/recall_table.h"
#include "stats/learner.h"

namespace lianxi {

/// Which cards go first on a day whose limit may not let all through.
enum class DueOrder {
  easiest,       ///< FSRS: lowest difficulty; SM-2: highest ease
  least_overdue  ///< FSRS: best recalled; SM-2: fewest elapsed days for its interval
};

struct SimulationConfig {
  Fsrs6Parameters memory = kFsrs6Defaults;  ///< the true one
  Learner learner;
  int deck_size = 10000;  ///< cards in all, those that exist already included; the rest are new
  int days = 365;
  int new_limit = std::numeric_limits<int>::max();     ///< a day
  int review_limit = std::numeric_limits<int>::max();  ///< a day; new cards do not count
  double seconds_limit = 1800;  ///< a day; no card is begun once more than this has passed
  Days max_interval{36500};
  int learning_steps = 2, relearning_steps = 1;  ///< how many in a row must be good
  /// Whether a further answer of `hard` on the same day may lower the true stability, as it may in
  /// the simulator of fsrs-rs; in Fsrs6Model it may not. It makes 3 % more reviews.
  bool hard_may_lower = true;
  DueOrder order = DueOrder::easiest;
  /// A card comes round again on the day where its scheduler here says so (SchedulerTraits), after
  /// a recalled one that was hard too; else by the steps above.
  bool repeats_by_scheduler = false;
};

inline constexpr double kNoSecondsLimit = std::numeric_limits<double>::infinity();

/// FSRS-6 at a desired retention. `believed`: its parameters where they are not the true ones.
struct Fsrs6Schedule {
  double retention = 0.9;
  std::optional<Fsrs6Parameters> believed = {};
};
/// SM-2: the first answer of a day counts, learning and relearning are drills.
struct Sm2Schedule {
  Sm2Options options = {};
};
using Schedule = std::variant<Fsrs6Schedule, Sm2Schedule>;

/// A card that exists before the first day, which is day 0.
struct SimulatedCard {
  MemoryState memory;
  int last_day = -1;  ///< of its latest answer, before 0
  int due = 0;        ///< below 0: overdue
  Sm2State sm2 = {};  ///< for Sm2Schedule
};

struct SimulatedDay {
  double memorized = 0;  ///< expected number of learned cards that would be recalled, at day's end
  int reviews = 0;       ///< cards reviewed, each once
  int learned = 0;       ///< new cards
  double seconds = 0;
};

/// The sums and means of a simulation.
struct SimulationSummary {
  double memorized_at_end = 0, memorized_average = 0;  ///< cards; average over all days
  double reviews = 0, learned = 0, seconds = 0;        ///< in all
  double minutes_a_day = 0;
};
SimulationSummary summary(std::span<const SimulatedDay> days);

/// Runs simulations of one configuration. Immutable: threads may share it.
class Simulator {
 public:
  explicit Simulator(const SimulationConfig& config);
  /// One run, a day each. The same seed gives the same days.
  std::vector<SimulatedDay> run(const Schedule& schedule, std::uint64_t seed,
                                std::span<const SimulatedCard> existing = {}) const;
  const SimulationConfig& config() const { return config_; }

 private:
  SimulationConfig config_;
  Fsrs6Model memory_;
  RecallTable recall_;
};

}  // namespace lianxi
