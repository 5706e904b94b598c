#pragma once

// What other retentions, other limits of new cards and the other scheduler would cost this learner:
// made-up days from today on, with the cards as they stand, the learner's own times and ratings,
// and a memory as FSRS describes it. That memory is the truth of the simulation, so SM-2 is judged
// by it: `evaluate` says how far it is to be believed.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "export/table.h"
#include "session/answer_history.h"
#include "simulate/workload.h"
#include "store/query.h"
#include "store/settings.h"

namespace lianxi {

struct SimulateOptions {
  int days = 365;
  int runs = 8;
  std::optional<int> new_cards;  ///< a day; else as set
  bool by_new_cards = false;     ///< the curve of new cards a day instead of retentions
  store::Query of = {};          ///< these cards alone
};

/// What the learner has: cards that go on, and how many have not begun.
struct SimulatedCollection {
  std::vector<SimulatedCard> cards;
  int waiting = 0;
};
/// `today` is day 0; `memory` and `sm2` say what each card remembers after its answers. `of`: these
/// cards alone.
SimulatedCollection simulated_collection(Db& db, const std::vector<GivenAnswer>& answers,
                                         const Fsrs6Parameters& memory, const Sm2Options& sm2,
                                         StudyDay today, const store::Query& of = {});

/// The configuration of a learner: his limits, times and ratings.
SimulationConfig simulation_config(const std::vector<GivenAnswer>& answers,
                                   const store::Settings& settings,
                                   const SimulatedCollection& collection, int days);

struct SimulateReport {
  int days = 0, runs = 0, new_cards = 0;
  std::size_t cards = 0, waiting = 0;
  bool by_new_cards = false;                 ///< else by retention
  bool measured = false;                     ///< by the learner's own answers
  bool stopped = false;                      ///< before the end of the curve
  bool fitted = false;                       ///< with parameters that are his own
  double retention = 0.9;                    ///< as set
  std::vector<WorkloadPoint> curve;          ///< FSRS by retention, or by new cards at the one set
  WorkloadPoint sm2;                         ///< as set, at the present limit of new cards
  std::optional<EqualKnowledge> equal;       ///< FSRS beside SM-2; of the curve by retention
  std::optional<double> cheapest_retention;  ///< of which most is memorized for a minute
};

/// Of the collection, whose answers these are. `keep_going` is asked before each point; what it
/// stops is left out.
SimulateReport simulate_report(Db& db, const store::Settings& settings, StudyDay today,
                               const std::vector<GivenAnswer>& answers,
                               const SimulateOptions& options,
                               const std::function<bool(double)>& keep_going = {});

/// Both curves of one collection, for less than each by itself.
struct SimulatedCurves {
  SimulateReport by_retention, by_new_cards;
};
SimulatedCurves simulated_curves(Db& db, const store::Settings& settings, StudyDay today,
                                 const std::vector<GivenAnswer>& answers,
                                 const SimulateOptions& options,
                                 const std::function<bool(double)>& keep_going = {});

/// What there is to say of a curve, a sentence each, without its full stop.
std::vector<std::string> simulate_lines(const SimulateReport& report);

/// The curve as a table: at, minutes, reviews, memorized, cards a minute, with their intervals.
std::vector<Table> simulate_tables(const SimulateReport& report);

/// Both curves as tables of figures: "simulation", "simulation_by_new", with what there is to say
/// of them. Without rows where there is nothing to study.
std::vector<Table> curves_tables(const SimulatedCurves& curves);

}  // namespace lianxi
