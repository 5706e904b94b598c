#include "app/card_acts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/json.h"
#include "app/lookup.h"
#include "session/record.h"

namespace lianxi::app {

int act_on_cards(const std::function<CardCommand(StudyDay)>& make_command,
                 const CardsOptions& options, Shell& shell) {
  const bool dry_run = options.dry_run;
  Db db = dry_run ? shell.open_to_read() : shell.open_to_write();
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const CardCommand command = make_command(today);
  auto cards = cards_meant(db, options.query, today);
  // An id also names a card that is put aside; nobody can be asked it.
  std::erase_if(cards, [](const store::CardRow& card) { return card.retired; });
  if (cards.empty()) {
    shell.err << fmt::format("{}: no entry or card for {}; lianxi list lists the entries\n",
                             command.name,
                             shell.safe(fmt::format("{}", fmt::join(options.query.words, " "))));
    return kNo;
  }
  std::erase_if(cards, [&](const store::CardRow& card) { return !command.has_part(card); });
  const std::string count = counted(std::ssize(cards), "card");
  const bool asks = !command.question.empty() && !cards.empty() && !dry_run;
  if (asks && !shell.confirm(fmt::format("{}: {}", count, command.question))) return kNo;
  if (!dry_run) {
    std::vector<std::pair<Key, Act>> acts;
    for (const store::CardRow& card : cards) acts.emplace_back(card.card.key, command.act);
    Transaction transaction(db);
    record_together(db, shell.stamp(settings), acts);
    transaction.commit();
  }
  if (shell.options.json) {
    print_json(shell, {{"schema", 1}, {"changed", cards.size()}, {"dry_run", dry_run}});
  } else if (!shell.options.quiet) {
    shell.out << fmt::format("{} {}\n", count, dry_run ? command.would : command.done);
  }
  return kDone;
}

}  // namespace lianxi::app
