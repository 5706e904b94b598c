#include "session/evaluate_report.h"

#include <array>
#include <map>

#include "evaluate/baselines.h"
#include "evaluate/held_out.h"
#include "evaluate/predictions.h"
#include "optimize/optimize.h"
#include "session/simulate_report.h"

namespace lianxi {
namespace {

using Predictions = std::vector<Prediction>;

/// The models, in the order of the report.
enum Model : std::size_t { kSm2, kSm2Benchmark, kDefaults, kFitted, kAverage, kMoving, kModels };
constexpr std::array<const char*, kModels> kNames = {"SM-2",
                                                     "SM-2 as the benchmark has it",
                                                     "FSRS with the defaults",
                                                     "FSRS fitted",
                                                     "average",
                                                     "moving average"};

/// The answers as the models read them, and which of them are foretold.
class Answers {
 public:
  explicit Answers(const std::vector<GivenAnswer>& answers)
      : given_(answers), log_(graded_reviews(answers)), items_(foretold_places(log_)) {}

  std::span<const GradedReview> log() const { return log_; }
  std::size_t items() const { return items_.size(); }
  const GivenAnswer& item(std::size_t item) const { return given_[items_[item]]; }

 private:
  const std::vector<GivenAnswer>& given_;
  std::vector<GradedReview> log_;
  std::vector<std::size_t> items_;  // places in the log
};

bool is_ankis(const store::Settings& settings) { return settings.scheduler_name == "sm2-anki"; }

/// By the SM-2 that FSRS is compared with: the learner's own where he has one.
Predictions foretell_sm2(const Answers& answers, const store::Settings& settings) {
  if (!is_ankis(settings)) return predict_sm2(answers.log(), settings.sm2);
  Sm2AnkiOptions options;
  options.max_interval = settings.max_interval;
  return predict_sm2_anki(answers.log(), options);
}

/// What FSRS foretells of the tested items, fitted to what came before each fold.
Predictions foretell_fitted(const Answers& answers, const std::vector<TimeFold>& folds,
                            const std::function<bool(double)>& keep_going) {
  std::size_t fold = 0;
  return held_out(answers.log(), folds, [&](std::span<const GradedReview> known) {
    OptimizeOptions options;
    if (keep_going) {
      options.keep_going = [&, fold](double done) {
        return keep_going((static_cast<double>(fold) + done) / static_cast<double>(folds.size()));
      };
    }
    ++fold;
    return fit_parameters(known, options).parameters;
  });
}

/// What each model foretells of the tested items.
std::array<Predictions, kModels> foretell(const Answers& answers, const store::Settings& settings,
                                          const std::vector<TimeFold>& folds,
                                          const std::function<bool(double)>& keep_going) {
  const auto tested = [&](const Predictions& all) {
    return Predictions(all.begin() + static_cast<std::ptrdiff_t>(folds.front().test_begin),
                       all.end());
  };
  const Predictions sm2 = foretell_sm2(answers, settings);
  std::array<Predictions, kModels> found;
  found[kSm2] = tested(sm2);
  found[kSm2Benchmark] = tested(predict_sm2_benchmark(answers.log()));
  found[kDefaults] = tested(predict_fsrs6(answers.log(), Fsrs6Model()));
  found[kFitted] = foretell_fitted(answers, folds, keep_going);
  found[kMoving] = tested(moving_average(sm2));
  for (const TimeFold& fold : folds) {
    const auto test = std::span(sm2).subspan(fold.test_begin, fold.test_end - fold.test_begin);
    const Predictions mean = average(test, std::span(sm2).first(fold.test_begin));
    found[kAverage].insert(found[kAverage].end(), mean.begin(), mean.end());
  }
  return found;
}

/// By card and by day: the answers of a bad day are not independent either. The wider holds.
Difference difference(const Predictions& a, const Predictions& b,
                      std::span<const std::int64_t> days) {
  const Difference by_card = log_loss_difference(a, b);
  const Difference by_day = log_loss_difference(a, b, days);
  const auto width = [](const Difference& d) { return d.interval.high - d.interval.low; };
  return width(by_day) > width(by_card) ? by_day : by_card;
}

std::vector<KindFigures> by_kind(const std::array<Predictions, kModels>& foretold,
                                 const Answers& answers, std::size_t first) {
  std::map<CardKind, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < foretold[kSm2].size(); ++i) {
    places[answers.item(first + i).kind].push_back(i);
  }
  std::vector<KindFigures> kinds;
  for (const auto& [kind, of_kind] : places) {
    std::array<Predictions, kModels> own;
    std::vector<std::int64_t> days;
    for (const std::size_t place : of_kind) {
      for (std::size_t model = 0; model < kModels; ++model) {
        own[model].push_back(foretold[model][place]);
      }
      days.push_back(answers.item(first + place).day);
    }
    KindFigures& figures = kinds.emplace_back();
    figures.kind = kind;
    figures.answers = of_kind.size();
    for (const Predictions& model : own) figures.log_loss.push_back(log_loss(model));
    figures.fitted_less_sm2 = difference(own[kFitted], own[kSm2], days);
  }
  return kinds;
}

}  // namespace

EvaluateReport evaluate_report(const std::vector<GivenAnswer>& given,
                               const store::Settings& settings,
                               const std::function<bool(double)>& keep_going) {
  const Answers answers(given);
  EvaluateReport report;
  report.answers = given.size();
  const std::vector<TimeFold> folds = time_folds(answers.items());
  if (folds.empty()) return report;
  const std::size_t first = folds.front().test_begin;
  report.tested = answers.items() - first;
  if (report.tested < kFewestTested) return report;
  const auto foretold = foretell(answers, settings, folds, keep_going);
  std::vector<std::int64_t> days;
  for (std::size_t i = 0; i < report.tested; ++i) days.push_back(answers.item(first + i).day);
  double recalled = 0;
  for (const Prediction& prediction : foretold[kSm2]) recalled += prediction.recalled ? 1 : 0;
  report.recalled = recalled / static_cast<double>(report.tested);
  for (std::size_t model = 0; model < kModels; ++model) {
    const Predictions& own = foretold[model];
    report.models.push_back({model == kSm2 && is_ankis(settings) ? "Anki's SM-2" : kNames[model],
                             log_loss(own), rmse_bins(own), mean_bias(own), auc(own)});
  }
  report.kinds = by_kind(foretold, answers, first);
  report.calibration = calibration(foretold[kFitted]);
  report.fitted_less_sm2 = difference(foretold[kFitted], foretold[kSm2], days);
  report.fitted_less_defaults = difference(foretold[kFitted], foretold[kDefaults], days);
  report.fitted = fit_parameters(answers.log()).parameters;
  return report;
}

std::optional<Saving> saving(Db& db, const std::vector<GivenAnswer>& answers,
                             const EvaluateReport& report, store::Settings settings, StudyDay today,
                             const std::function<bool(double)>& keep_going) {
  const bool foretells = report.fitted_less_sm2.clear() && report.fitted_less_sm2.mean < 0;
  const bool has_sm2 = settings.scheduler_name == "sm2";
  if (report.tested < kFewestTested || !foretells || !has_sm2) return std::nullopt;
  settings.fsrs.parameters = report.fitted;
  const SimulateReport simulated = simulate_report(db, settings, today, answers, {}, keep_going);
  if (!simulated.equal || !simulated.equal->clear()) return std::nullopt;
  const MeanOf& ratio = simulated.equal->time_ratio;
  if (ratio.mean <= 1) return std::nullopt;
  const double minutes = simulated.sm2.minutes_a_day.mean;
  const auto saved = [&](double of_ratio) { return minutes * (1 - 1 / of_ratio); };
  return Saving{saved(ratio.mean),
                {saved(ratio.interval.low), saved(ratio.interval.high)},
                simulated.equal->retention};
}

}  // namespace lianxi
