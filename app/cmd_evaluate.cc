#include <fmt/format.h>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "app/stoppable_task.h"
#include "session/evaluate_report.h"

namespace lianxi::app {
namespace {

/// The places of two models in the report.
constexpr std::size_t kSm2 = 0, kFitted = 3;

double figures(double value) { return std::round(value * 1e4) / 1e4; }

Json difference_json(const Difference& difference) {
  return {{"mean", figures(difference.mean)},
          {"low", figures(difference.interval.low)},
          {"high", figures(difference.interval.high)},
          {"clear", difference.clear()}};
}

Json to_json(const EvaluateReport& report, const std::optional<Saving>& saving) {
  Json json{{"schema", 1}, {"answers", report.answers}, {"tested", report.tested}};
  json["recalled"] = figures(report.recalled);
  for (const ModelFigures& model : report.models) {
    json["models"].push_back({{"model", model.model},
                              {"log_loss", figures(model.log_loss)},
                              {"rmse_bins", figures(model.rmse_bins)},
                              {"bias", figures(model.bias)},
                              {"auc", model.auc ? Json(figures(*model.auc)) : Json()}});
  }
  for (const KindFigures& kind : report.kinds) {
    Json by_model = Json::object();
    for (std::size_t i = 0; i < report.models.size(); ++i) {
      by_model[report.models[i].model] = figures(kind.log_loss[i]);
    }
    json["kinds"].push_back({{"kind", std::string(to_string(kind.kind))},
                             {"answers", kind.answers},
                             {"log_loss", by_model},
                             {"fitted_less_sm2", difference_json(kind.fitted_less_sm2)}});
  }
  for (const CalibrationGroup& group : report.calibration) {
    json["calibration"].push_back({{"foretold", figures(group.mean_p)},
                                   {"recalled", figures(group.recalled.share())},
                                   {"low", figures(group.share_95.low)},
                                   {"high", figures(group.share_95.high)},
                                   {"answers", group.recalled.of}});
  }
  if (!report.models.empty()) {
    json["fitted_less_sm2"] = difference_json(report.fitted_less_sm2);
    json["fitted_less_defaults"] = difference_json(report.fitted_less_defaults);
  }
  json["saving"] = saving ? Json{{"minutes_a_day", figures(saving->minutes)},
                                 {"low", figures(saving->interval.low)},
                                 {"high", figures(saving->interval.high)},
                                 {"retention", figures(saving->retention)}}
                          : Json();
  return json;
}

std::string difference_text(const Difference& difference) {
  return fmt::format("{:+.4f} ({:+.4f} to {:+.4f}){}", difference.mean, difference.interval.low,
                     difference.interval.high, difference.clear() ? "" : ": not clear");
}

void print_models(const EvaluateReport& report, Shell& shell) {
  shell.out << fmt::format("{:<28}  log loss  RMSE(bins)    AUC    bias\n", "");
  for (const ModelFigures& model : report.models) {
    shell.out << fmt::format("{:<28}  {:>8.4f}  {:>10.4f}  {:>5}  {:>+6.3f}\n", model.model,
                             model.log_loss, model.rmse_bins,
                             model.auc ? fmt::format("{:.3f}", *model.auc) : "-", model.bias);
  }
}

void print_kinds(const EvaluateReport& report, Shell& shell) {
  shell.out << "log loss by kind of card\n";
  const std::string& sm2 = report.models[kSm2].model;
  shell.out << fmt::format("  {:<{}}  {:>7}   {}    fitted  difference, 95 % interval\n", "",
                           kKindWidth, "answers", sm2);
  for (const KindFigures& kind : report.kinds) {
    shell.out << fmt::format("  {:<{}}  {:>7}  {:<{}.4f}  {:.4f}  {}\n", to_string(kind.kind),
                             kKindWidth, kind.answers, kind.log_loss[kSm2], sm2.size() + 2,
                             kind.log_loss[kFitted], difference_text(kind.fitted_less_sm2));
  }
}

void print_calibration(const EvaluateReport& report, Shell& shell) {
  shell.out << "FSRS fitted, foretold and recalled\n";
  for (const CalibrationGroup& group : report.calibration) {
    shell.out << fmt::format("  {:>5.1f} %  {:>5.1f} %  {:.0f}-{:.0f} %  of {}{}\n",
                             100 * group.mean_p, 100 * group.recalled.share(),
                             100 * group.share_95.low, 100 * group.share_95.high, group.recalled.of,
                             group.off() ? ", off" : "");
  }
}

void print_verdict(const EvaluateReport& report, const std::optional<Saving>& saving,
                   Shell& shell) {
  const auto line = [&](const std::string& than, const Difference& difference) {
    shell.out << fmt::format("{:<25}  {}\n", "FSRS fitted less " + than,
                             difference_text(difference));
  };
  line(report.models[kSm2].model, report.fitted_less_sm2);
  line("defaults", report.fitted_less_defaults);
  if (saving) {
    const double give = (saving->interval.high - saving->interval.low) / 2;
    shell.out << fmt::format(
        "changing to FSRS would save about {:.1f} minutes a day at the same recall, give or take "
        "{:.1f}: lianxi optimize --save, lianxi config set retention {:.2f} and lianxi config set "
        "scheduler fsrs\n",
        saving->minutes, give, saving->retention);
  } else {
    shell.out << "your answers do not say that changing the scheduler would save time\n";
  }
}

void print_report(const EvaluateReport& report, const std::optional<Saving>& saving, Shell& shell) {
  shell.out << fmt::format(
      "{} on later days, the last five sixths: {:.1f} % recalled. Each was foretold from those "
      "before it.\n",
      counted(static_cast<std::int64_t>(report.tested), "answer"), 100 * report.recalled);
  print_models(report, shell);
  if (report.kinds.size() > 1) print_kinds(report, shell);
  print_calibration(report, shell);
  print_verdict(report, saving, shell);
}

}  // namespace

int run_evaluate(Shell& shell) {
  Db db = shell.open_to_read();
  const store::Settings settings = store::load_settings(db);
  const auto answers = given_answers(db);
  EvaluateReport report;
  std::optional<Saving> saved;
  {
    StoppableTask task("foretelling", shell);
    report = evaluate_report(answers, settings, task.keep_going());
    if (!task.stopped()) {
      saved = saving(db, answers, report, settings, shell.today(settings), task.keep_going());
    }
    if (task.stopped()) return kInterrupted;
  }
  if (shell.options.json) {
    print_json(shell, to_json(report, saved));
  } else if (report.models.empty()) {
    shell.out << fmt::format("{} of cards on later days: from {} on there is something to say\n",
                             counted(static_cast<std::int64_t>(report.tested), "answer"),
                             kFewestTested);
  } else {
    print_report(report, saved, shell);
  }
  return report.models.empty() ? kNo : kDone;
}

}  // namespace lianxi::app
