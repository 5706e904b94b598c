#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "app/stoppable_task.h"
#include "app/text_file.h"
#include "import/review_log.h"
#include "optimize/optimize.h"
#include "session/answer_history.h"
#include "session/record.h"

namespace lianxi::app {
namespace {

std::vector<GivenAnswer> answers_of_file(const std::string& path, const store::Settings& settings,
                                         Shell& shell) {
  const std::string text = text_of_file(path, shell);
  if (!is_review_log(text)) {
    throw Error(ErrorKind::input, fmt::format("{}: no table of answers", path),
                "its first line names card_id, review_time and review_rating");
  }
  const ReviewLog log = read_review_log(text, path);
  for (const Diagnostic& diagnostic : log.diagnostics) {
    shell.err << shell.safe(to_string(diagnostic)) << '\n';
  }
  return given_answers(log, shell.clock->now().offset, settings.rollover);
}

Fit fit(const std::vector<GivenAnswer>& answers, const OptimizeCommandOptions& options,
        const store::Settings& settings, Shell& shell) {
  StoppableTask task("fitting", shell);
  OptimizeOptions fitting;
  fitting.threads = options.threads;
  // The parameters of a file's learner are not those of this collection.
  if (options.log.empty()) fitting.current = settings.fsrs.parameters;
  fitting.keep_going = task.keep_going();
  return fit_parameters(graded_reviews(answers), fitting);
}

/// "0.212 1.2931 ...", as the setting takes it.
std::string parameters_text(const Fsrs6Parameters& parameters) {
  std::string text;
  for (const double value : parameters) text += fmt::format("{}{}", text.empty() ? "" : " ", value);
  return text;
}

constexpr std::string_view name_of(FitOutcome outcome) {
  constexpr std::array<std::string_view, 5> kNames = {"fitted", "initial_only", "too_few",
                                                      "not_better", "not_confirmed"};
  return kNames[static_cast<std::size_t>(outcome)];
}

std::string outcome_text(const Fit& fit) {
  switch (fit.outcome) {
    case FitOutcome::fitted:
      return "fitted to " + counted(fit.items, "answer");
    case FitOutcome::initial_only:
      return fmt::format("{}: enough for the first intervals only", counted(fit.items, "answer"));
    case FitOutcome::too_few:
      return fmt::format("{} on later days: too few to fit, the parameters stay as they are",
                         counted(fit.items, "answer"));
    case FitOutcome::not_better:
      return fmt::format("{}: nothing fits them better, the parameters stay as they are",
                         counted(fit.items, "answer"));
    case FitOutcome::not_confirmed:
      return fmt::format(
          "{} do not carry a change: what fits them foretells later ones no better, the parameters "
          "stay as they are",
          counted(fit.items, "answer"));
  }
  return "";
}

bool is_new(const Fit& fit) {
  return fit.outcome == FitOutcome::fitted || fit.outcome == FitOutcome::initial_only;
}

Json to_json(const Fit& fit, bool saved) {
  return {{"schema", 1},
          {"outcome", std::string(name_of(fit.outcome))},
          {"stopped", fit.stopped},
          {"answers", fit.items},
          {"parameters", fit.parameters},
          {"objective", {{"before", fit.objective_before}, {"after", fit.objective_after}}},
          {"log_loss", {{"before", fit.loss_before}, {"after", fit.loss_after}}},
          {"held_out", {{"before", fit.held_out_before}, {"after", fit.held_out_after}}},
          {"saved", saved}};
}

void print_fit(const Fit& fit, const OptimizeCommandOptions& options, bool saved, Shell& shell) {
  shell.out << outcome_text(fit) << '\n';
  if (fit.stopped) shell.out << "stopped before the end: the best so far\n";
  shell.out << "parameters  " << parameters_text(fit.parameters) << '\n';
  if (fit.outcome != FitOutcome::too_few) {
    shell.out << fmt::format("objective   {:.2f} before, {:.2f} after\n", fit.objective_before,
                             fit.objective_after);
    shell.out << fmt::format("log loss    {:.4f} before, {:.4f} after; later answers weigh more\n",
                             fit.loss_before, fit.loss_after);
  }
  if (fit.held_out_before > 0) {
    shell.out << fmt::format("held out    {:.4f} before, {:.4f} after; on answers not fitted to\n",
                             fit.held_out_before, fit.held_out_after);
  }
  if (saved) {
    shell.out << "saved; lianxi config set scheduler fsrs schedules by them\n";
  } else if (is_new(fit) && options.log.empty()) {
    shell.out << "lianxi optimize --save keeps them; lianxi evaluate says what they are worth\n";
  }
}

void save(Db& db, const Fit& fit, const store::Settings& settings, Shell& shell) {
  Transaction transaction(db);
  record(db, shell.stamp(settings), std::nullopt,
         SettingAct{"fsrs-parameters", parameters_text(fit.parameters)});
  transaction.commit();
}

}  // namespace

int run_optimize(const OptimizeCommandOptions& options, Shell& shell) {
  Db db = options.save ? shell.open_to_write() : shell.open_to_read();
  const store::Settings settings = store::load_settings(db);
  const auto answers =
      options.log.empty() ? given_answers(db) : answers_of_file(options.log, settings, shell);
  const Fit found = fit(answers, options, settings, shell);
  const bool saves = options.save && is_new(found);
  if (saves) save(db, found, settings, shell);
  if (shell.options.json) {
    print_json(shell, to_json(found, saves));
  } else if (shell.options.plain) {
    shell.out << parameters_text(found.parameters) << '\n';
  } else {
    print_fit(found, options, saves, shell);
  }
  return found.outcome == FitOutcome::too_few ? kNo : kDone;
}

}  // namespace lianxi::app
