#include <fmt/format.h>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/day.h"

namespace lianxi::app {

int run_due(const DueOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const auto deck = deck_named(db, options.deck);
  const store::Selection selection{query_of(db, {{}, options.deck, {}})};
  if (options.short_form) {
    const DayCounts counts = count_day(db, settings, today, selection);
    const int waiting = counts.due + counts.drills;
    if (waiting + counts.fresh > 0) shell.out << fmt::format("{}+{}\n", waiting, counts.fresh);
    return kDone;
  }
  DayReport report = report_day(db, settings, today, selection);
  const DayCounts& counts = report.total;
  const Backlog& backlog = counts.backlog;

  struct DeckCounts {
    std::string name;
    DayCounts counts;
  };
  std::vector<DeckCounts> decks;
  for (const store::DeckRow& row : store::decks(db)) {
    if (!deck || row.id == *deck) decks.push_back({row.name, report.by_deck[row.id]});
  }
  if (shell.options.json) {
    Json by_deck = Json::array();
    for (const DeckCounts& row : decks) {
      by_deck.push_back({{"deck", row.name},
                         {"due", row.counts.due},
                         {"overdue", row.counts.overdue},
                         {"new", row.counts.fresh}});
    }
    print_json(shell, {{"schema", 1},
                       {"date", to_string(today)},
                       {"due", counts.due},
                       {"overdue", counts.overdue},
                       {"backlog", backlog.there() ? backlog.cards : 0},
                       {"new", counts.fresh},
                       {"again", counts.drills},
                       {"by_deck", by_deck}});
    return kDone;
  }
  if (shell.options.plain) {
    for (const DeckCounts& row : decks) {
      shell.out << fmt::format("{}\t{}\t{}\t{}\n", shell.safe(row.name), row.counts.due,
                               row.counts.overdue, row.counts.fresh);
    }
    return kDone;
  }
  if (counts.due + counts.fresh + counts.drills == 0) {
    shell.out << "Nothing is due.\n";
    return kDone;
  }
  shell.out << fmt::format("{}: {} due, {} new", to_string(today), counts.due, counts.fresh);
  if (counts.drills > 0) shell.out << fmt::format(", {} again", counts.drills);
  if (counts.overdue > 0) shell.out << fmt::format(" ({} overdue)", counts.overdue);
  shell.out << '\n';
  for (const DeckCounts& row : decks) {
    shell.out << fmt::format("  {:<16} {:>4} due  {:>4} new\n", shell.safe(row.name),
                             row.counts.due, row.counts.fresh);
  }
  if (backlog.there() && !deck) shell.out << backlog_line(backlog) << '\n';
  return kDone;
}

}  // namespace lianxi::app
