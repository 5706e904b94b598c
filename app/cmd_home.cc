#include <fmt/format.h>

#include <filesystem>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/day.h"
#include "store/tally.h"

namespace lianxi::app {
namespace {

std::string next_command(const DayCounts& counts, std::int64_t cards) {
  if (cards == 0) return "lianxi import decks/first     # take in a deck, or a page you saved";
  if (counts.due + counts.fresh + counts.drills > 0) return "lianxi review";
  return "lianxi stats                  # nothing is due now; see how it is going";
}

}  // namespace

int run_home(Shell& shell) {
  Db db = shell.open_to_read();
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const DayCounts counts = count_day(db, settings, today);
  const auto [entries, cards, open] = store::tally(db);
  const Backlog& backlog = counts.backlog;
  if (shell.options.json) {
    print_json(shell, {{"schema", 1},
                       {"date", to_string(today)},
                       {"entries", entries},
                       {"cards", cards},
                       {"open", open},
                       {"due", counts.due},
                       {"overdue", counts.overdue},
                       {"backlog", backlog.there() ? backlog.cards : 0},
                       {"new", counts.fresh},
                       {"again", counts.drills},
                       {"done", counts.done},
                       {"next", next_command(counts, cards)}});
    return kDone;
  }
  if (cards == 0) {
    shell.out << "lianxi: no words yet\n\n";
  } else {
    shell.out << fmt::format("{} · {}, {}, {} open\n\n", to_string(today), counted(entries, "word"),
                             counted(cards, "card"), open);
    shell.out << fmt::format("  due {}{}   new {}   again {}   done today {}\n\n", counts.due,
                             counts.overdue > 0 ? fmt::format(" ({} overdue)", counts.overdue) : "",
                             counts.fresh, counts.drills, counts.done);
    if (backlog.there()) shell.out << backlog_line(backlog) << "\n\n";
  }
  shell.out << "next: " << next_command(counts, cards) << '\n';
  return kDone;
}

}  // namespace lianxi::app
