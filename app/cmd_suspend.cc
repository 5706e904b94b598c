#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/record.h"

namespace lianxi::app {

int run_suspend(const SuspendOptions& options, bool suspend, Shell& shell) {
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const auto settings = store::load_settings(db);
  const std::string_view command = suspend ? "suspend" : "resume";
  auto cards = cards_meant(db, options.query, shell.today(settings));
  if (cards.empty()) {
    shell.err << fmt::format("{}: no entry or card for {}\n", command,
                             shell.safe(fmt::format("{}", fmt::join(options.query.words, " "))));
    return kNo;
  }
  std::erase_if(cards, [&](const auto& card) { return card.state.suspended == suspend; });
  if (!options.dry_run) {
    std::vector<std::pair<Key, Act>> acts;
    for (const store::CardRow& card : cards) acts.emplace_back(card.card.key, SuspendAct{suspend});
    Transaction transaction(db);
    record_together(db, shell.stamp(settings), acts);
    transaction.commit();
  }
  if (shell.options.json) {
    print_json(shell, {{"schema", 1}, {"changed", cards.size()}, {"dry_run", options.dry_run}});
  } else if (!shell.options.quiet) {
    const std::string_view done = options.dry_run ? suspend ? "would be suspended" : "would be back"
                                  : suspend       ? "suspended; lianxi resume brings them back"
                                                  : "back again";
    shell.out << fmt::format("{} {}\n", counted(std::ssize(cards), "card"), done);
  }
  return kDone;
}

}  // namespace lianxi::app
