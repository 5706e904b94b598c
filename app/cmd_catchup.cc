#include <fmt/format.h>

#include <cmath>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/catchup.h"
#include "session/day.h"
#include "session/record.h"
#include "stats/figures.h"

namespace lianxi::app {
namespace {

/// Whole minutes, none too few.
int minutes_for(const Catchup& catchup, int cards) {
  return static_cast<int>(std::ceil(catchup.time_of(cards).count() / 60 - 1e-9));
}

std::string counted_minutes(int minutes) { return counted(minutes, "minute"); }

int days_until(const Catchup& catchup, StudyDay today) {
  return static_cast<int>((*catchup.level - today).count()) + 1;
}

Json to_json(const Catchup& catchup, const CatchupOptions& options, StudyDay today) {
  Json json{{"schema", 1},
            {"minutes", options.minutes},
            {"waiting", catchup.waiting},
            {"today", catchup.stay},
            {"moved", catchup.level ? catchup.moved() : 0},
            {"cards_a_day", catchup.cards_a_day},
            {"seconds_a_card", std::round(10 * catchup.seconds_a_card) / 10},
            {"measured", catchup.measured},
            {"level", day_or_null(catchup.level)},
            {"days", catchup.level ? Json(days_until(catchup, today)) : Json()}};
  if (catchup.enough) {
    json["enough_minutes"] = minutes_for(catchup, *catchup.enough);
    json["enough_cards"] = *catchup.enough;
  }
  json["dry_run"] = options.dry_run;
  return json;
}

void say_never(const Catchup& catchup, const store::Settings& settings,
               const CatchupOptions& options, Shell& shell) {
  const int enough = *catchup.enough;
  shell.err << fmt::format("catchup: with {} a day ({}) it would not be level within a year\n",
                           counted_minutes(options.minutes), counted(catchup.cards_a_day, "card"));
  const int minutes = minutes_for(catchup, enough);
  const std::string more_time =
      minutes > options.minutes ? counted_minutes(minutes) + " a day" : std::string();
  const std::string more_reviews = settings.reviews && *settings.reviews < enough
                                       ? fmt::format("lianxi config set reviews {}", enough)
                                       : std::string();
  shell.err << fmt::format("  {}{}{} would do\n", more_time,
                           more_time.empty() || more_reviews.empty() ? "" : " and ", more_reviews);
}

void say_no_backlog(const Catchup& catchup, const CatchupOptions& options, Shell& shell) {
  if (catchup.waiting == 0) {
    shell.err << "catchup: nothing is due\n";
  } else {
    shell.err << fmt::format("catchup: no backlog: {} due, about {}, not more than {}\n",
                             counted(catchup.waiting, "card"),
                             counted_minutes(minutes_for(catchup, catchup.waiting)),
                             counted_minutes(options.minutes));
  }
}

void say_plan(const Catchup& catchup, const CatchupOptions& options, StudyDay today,
              bool new_cards_wait, Shell& shell) {
  shell.out << fmt::format(
      "{} wait, about {}; {} a day {}\n", counted(catchup.waiting, "card"),
      counted_minutes(minutes_for(catchup, catchup.waiting)), catchup.cards_a_day,
      catchup.limited ? "are the review limit" : "fit into " + counted_minutes(options.minutes));
  shell.out << fmt::format("{} {} today, {} {} a later day\n", catchup.stay,
                           catchup.stay == 1 ? "stays" : "stay", catchup.moved(),
                           catchup.moved() == 1 ? "gets" : "get");
  const int days = days_until(catchup, today);
  shell.out << fmt::format("level on {} ({} of {})\n", to_string(*catchup.level),
                           counted(days, "day"), counted_minutes(options.minutes));
  if (!catchup.measured) {
    shell.out << fmt::format("the times are a guess until there are {} reviews\n",
                             kReviewsToMeasure);
  }
  if (new_cards_wait) shell.out << "new cards come on top: lianxi review --new 0 leaves them out\n";
  shell.out << (options.dry_run ? "nothing was written\n" : "lianxi undo takes it back\n");
}

}  // namespace

int run_catchup(const CatchupOptions& options, Shell& shell) {
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const store::Selection selection{query_of(db, options.query)};
  const Catchup catchup =
      plan_catchup(db, settings, today, selection, std::chrono::minutes{options.minutes});
  const bool spreads = catchup.level && catchup.moved() > 0;
  if (spreads && !options.dry_run) {
    Transaction transaction(db);
    record_together(db, shell.stamp(settings), catchup.acts);
    transaction.commit();
  }
  if (shell.options.json) {
    print_json(shell, to_json(catchup, options, today));
  } else if (!catchup.level) {
    say_never(catchup, settings, options, shell);
  } else if (!spreads) {
    say_no_backlog(catchup, options, shell);
  } else if (!shell.options.quiet) {
    const bool new_cards_wait = count_day(db, settings, today, selection).fresh > 0;
    say_plan(catchup, options, today, new_cards_wait, shell);
  }
  return spreads ? kDone : kNo;
}

}  // namespace lianxi::app
