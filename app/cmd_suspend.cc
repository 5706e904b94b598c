#include <fmt/format.h>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/record.h"

namespace lianxi::app {

int run_suspend(const WordOptions& options, bool suspend, Shell& shell) {
  Db db = shell.open_to_write();
  const auto settings = store::load_settings(db);
  const std::string_view command = suspend ? "suspend" : "resume";
  std::vector<store::CardRow> cards;
  for (const std::string& word : options.words) {
    const auto found = cards_named(db, word);
    if (found.empty()) {
      shell.err << fmt::format("{}: no entry or card for {}\n", command, shell.safe(word));
      return kNo;
    }
    cards.insert(cards.end(), found.begin(), found.end());
  }
  int changed = 0;
  Transaction transaction(db);
  for (const store::CardRow& card : cards) {
    if (card.state.suspended == suspend) continue;
    record(db, shell.stamp(settings), card.card.key, SuspendAct{suspend});
    ++changed;
  }
  transaction.commit();
  if (shell.options.json) {
    print_json(shell, {{"schema", 1}, {"changed", changed}});
  } else if (!shell.options.quiet) {
    shell.out << fmt::format("{} {}\n", counted(changed, "card"),
                             suspend ? "suspended; lianxi resume brings them back" : "back again");
  }
  return kDone;
}

}  // namespace lianxi::app
