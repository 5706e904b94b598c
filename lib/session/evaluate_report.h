#pragma once

// How well each model foretells what the learner recalls, on his own answers: SM-2 (Anki's for
// whoever schedules by it), FSRS with the parameters of everybody, FSRS fitted to him. Fitted
// parameters are only asked about answers that came after those they were fitted to (a time-series
// split), and all models about the same answers. What is not clear from them is not said.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "evaluate/difference.h"
#include "evaluate/metrics.h"
#include "session/answer_history.h"
#include "store/settings.h"

namespace lianxi {

/// One model on the tested answers, or on those of one kind of card.
struct ModelFigures {
  std::string model;  ///< "FSRS fitted"; the first is the SM-2 that FSRS is compared with
  double log_loss = 0, rmse_bins = 0, bias = 0;
  std::optional<double> auc;
};

/// The same answers by kind of card.
struct KindFigures {
  CardKind kind{};
  std::size_t answers = 0;
  std::vector<double> log_loss;  ///< by model, in the order of the report
  Difference fitted_less_sm2;
};

struct EvaluateReport {
  std::size_t answers = 0;  ///< in all
  std::size_t tested = 0;   ///< foretold by all models: later days of cards, the last five sixths
  double recalled = 0;      ///< share of the tested
  std::vector<ModelFigures> models;
  std::vector<KindFigures> kinds;
  std::vector<CalibrationGroup> calibration;         ///< of FSRS fitted
  Difference fitted_less_sm2, fitted_less_defaults;  ///< log loss
  Fsrs6Parameters fitted = kFsrs6Defaults;           ///< to all answers
};

/// From fewer tested answers nothing is foretold.
inline constexpr std::size_t kFewestTested = 60;

/// `keep_going`: as for fitting; what it stops is left out.
EvaluateReport evaluate_report(const std::vector<GivenAnswer>& answers,
                               const store::Settings& settings,
                               const std::function<bool(double)>& keep_going = {});

/// What FSRS, fitted, would save of the minutes a day that SM-2 takes, at the same recall.
struct Saving {
  double minutes = 0;      ///< a day
  Interval interval;       ///< 95 %, of chance in the simulation
  double retention = 0.9;  ///< at which FSRS knows as much
};
/// Nothing where the data do not carry it: where FSRS does not clearly foretell better on this
/// learner's answers, or the simulation does not clearly save time. Nothing, too, for whoever has
/// FSRS, or Anki's SM-2, which is not simulated.
std::optional<Saving> saving(Db& db, const std::vector<GivenAnswer>& answers,
                             const EvaluateReport& report, store::Settings settings, StudyDay today,
                             const std::function<bool(double)>& keep_going = {});

}  // namespace lianxi
