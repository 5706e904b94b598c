#include <fmt/format.h>

#include "app/commands.h"
#include "app/installed.h"
#include "app/json.h"
#include "app/lookup.h"
#include "app/read_line.h"
#include "base/limits.h"
#include "session/day.h"
#include "store/tally.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

constexpr const char* kFirstDeck = "first";

std::string next_command(const DayCounts& counts, std::int64_t cards) {
  if (cards == 0) return "lianxi import first           # take in a deck, or a page you saved";
  if (counts.due + counts.fresh + counts.drills > 0) return "lianxi review";
  return "lianxi stats                  # nothing is due now; see how it is going";
}

/// Whether a newcomer is there to be asked, and the deck to begin with is, too.
bool can_offer_deck(const Shell& shell) {
  const GlobalOptions& options = shell.options;
  return shell.in_is_terminal && shell.out_is_terminal && !options.no_input && !options.json &&
         !options.plain && !options.quiet && path_or_deck(kFirstDeck, shell) != kFirstDeck;
}

/// The first words and the first review for one key.
int offer_deck(Shell& shell) {
  shell.out << "lianxi: no words yet\n\n"
               "  enter     twenty words to begin with, and the first review\n"
               "  q enter   not now: lianxi import takes in a deck, or a page you saved\n\n> "
            << std::flush;
  std::string answer;
  if (read_line(shell.in, answer, kMaxTyped) != LineRead::whole || !trim(answer).empty()) {
    shell.out << "next: " << next_command({}, 0) << '\n';
    return kDone;
  }
  ImportOptions deck;
  deck.paths = {kFirstDeck};
  deck.review_follows = true;
  if (const int status = run_import(deck, shell); status != kDone) return status;
  return run_review({}, shell);
}

}  // namespace

int run_home(Shell& shell) {
  Db db = shell.open_to_read();
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const DayCounts counts = count_day(db, settings, today);
  const auto [entries, cards, open] = store::tally(db);
  if (cards == 0 && can_offer_deck(shell)) return offer_deck(shell);
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
