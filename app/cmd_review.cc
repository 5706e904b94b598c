#include <fmt/format.h>

#include "app/commands.h"
#include "app/lookup.h"
#include "app/review_json.h"
#include "app/review_screen.h"
#include "session/day.h"

namespace lianxi::app {
namespace {

void say_nothing_to_do(Db& db, const store::Settings& settings, StudyDay today, Shell& shell) {
  shell.err << "review: nothing is due";
  const auto next = query_one<StudyDay>(
      db,
      "select min(due_day) from card where due_day > ? and suspended = 0 and deleted = 0 "
      "and retired = 0",
      today);
  if (next) {
    shell.err << fmt::format("; {} on {}\n", counted(store::due_by_day(db, *next, 1)[0], "card"),
                             to_string(*next));
  } else if (count_day(db, settings, today).fresh == 0) {
    shell.err << "; lianxi import takes in a deck or a page\n";
  } else {
    shell.err << " in this selection\n";
  }
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

  Study study(db, *shell.clock, study_options);
  if (!study.ask()) {
    say_nothing_to_do(db, settings, shell.today(settings), shell);
    return kNo;
  }
  if (shell.options.json) {
    review_json(study, shell);
    return kDone;
  }
  review_screen(study, shell);
  print_summary(study.summary(), shell);
  const StudyDay tomorrow = shell.today(settings) + Days{1};
  shell.out << fmt::format("tomorrow: {} due\n", store::due_by_day(db, tomorrow, 1)[0]);
  return kDone;
}

}  // namespace lianxi::app
