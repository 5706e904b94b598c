#include <fmt/format.h>

#include "app/commands.h"
#include "app/config_file.h"
#include "app/lookup.h"
#include "app/review.h"
#include "app/review_json.h"
#include "app/review_lines.h"
#include "app/review_screen.h"
#include "session/day.h"

namespace lianxi::app {
namespace {

void say_nothing_to_do(Db& db, const store::Settings& settings, StudyDay today, Shell& shell) {
  const DayCounts day = count_day(db, settings, today);
  if (const int waiting = day.due + day.fresh + day.drills; waiting > 0) {
    shell.err << fmt::format("review: nothing is asked in this selection; {} beside it\n",
                             counted(waiting, "card"));
    return;
  }
  shell.err << "review: nothing is due";
  const auto next = query_one<StudyDay>(
      db,
      "select min(due_day) from card where due_day > ? and suspended = 0 and deleted = 0 "
      "and retired = 0",
      today);
  if (next) {
    shell.err << fmt::format("; {} on {}\n", counted(store::due_by_day(db, *next, 1)[0], "card"),
                             to_string(*next));
  } else {
    shell.err << "; lianxi import first takes in twenty words to begin with\n";
  }
}

/// Asks, and says at the end what was done.
void converse(Study& study, Db& db, const ReviewOptions& options, Shell& shell) {
  const std::string asked =
      options.grades.empty() ? machine_setting(shell, "grades").value_or("four") : options.grades;
  const Grades grades = asked == "six" ? Grades::six : Grades::four;
  const bool accessible = options.accessible || shell.is_accessible();
  const bool screen = shell.in_is_terminal && shell.out_is_terminal && !accessible &&
                      shell.env("TERM").value_or("dumb") != "dumb";
  std::unique_ptr<ReviewView> view;
  if (screen) {
    shell.out.flush();
    view = std::make_unique<ReviewScreen>(shell);
  } else {
    view = std::make_unique<ReviewLines>(shell, accessible ? Signs::in_words : Signs::drawn);
  }
  const Backlog backlog = backlog_today(db, study.settings(), shell.today(study.settings()));
  if (backlog.there() && options.query == QueryOptions{}) view->notice(backlog_line(backlog));
  Review review(study, db, *view, shell, grades);
  const bool told = review.run();
  view.reset();
  std::vector<Line> lines = review.afterwards();
  if (study.judgement()) lines.push_back({{Style::plain, "the last card was not rated"}});
  if (screen || !told) {
    const StudyDay tomorrow = shell.today(study.settings()) + Days{1};
    for (Line& line : summary_lines(study.summary(), store::due_by_day(db, tomorrow, 1)[0])) {
      lines.push_back(std::move(line));
    }
  }
  print_lines(lines, palette_of(shell), ambiguous_width(shell), shell);
}

}  // namespace

int run_review(const ReviewOptions& options, Shell& shell) {
  Db db = options.cram ? shell.open_to_read() : shell.open_to_write();
  const auto settings = store::load_settings(db);
  StudyOptions study_options;
  study_options.limit = options.limit;
  study_options.new_cards = options.new_cards;
  if (options.minutes) study_options.minutes = std::chrono::minutes{*options.minutes};
  study_options.selection = {query_of(db, options.query)};
  study_options.cram = options.cram;
  study_options.ahead = Days{options.ahead};

  Study study(db, *shell.clock, study_options);
  if (!study.ask()) {
    say_nothing_to_do(db, settings, shell.today(settings), shell);
    return kNo;
  }
  if (shell.options.json) {
    review_json(study, shell);
    return kDone;
  }
  converse(study, db, options, shell);
  return kDone;
}

}  // namespace lianxi::app
