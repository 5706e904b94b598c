#include <fmt/format.h>

#include "app/columns.h"
#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"

namespace lianxi::app {
int run_list(const QueryOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const StudyDay today = shell.today(store::load_settings(db));
  Json rows = Json::array();
  for (const auto& [entry, cards, open, due, fresh] :
       store::choose_entries(db, query_of(db, options), today)) {
    if (shell.options.json) {
      rows.push_back({{"headword", entry.headword},
                      {"traditional", text_or_null(entry.traditional)},
                      {"definition", text_or_null(entry.definition)},
                      {"decks", store::deck_names(db, entry.id)},
                      {"cards", cards},
                      {"open", open}});
    } else if (shell.options.plain) {
      shell.out << fmt::format("{}\t{}\t{}\t{}\n", shell.safe(entry.headword), cards, open,
                               shell.safe(entry.definition));
    } else {
      shell.out << fmt::format("{} {:>2} of {:>2} open  {}\n",
                               padded(shell.safe(entry.headword), 10), open, cards,
                               shortened(shell.safe(entry.definition), shell.width - 28));
    }
  }
  if (shell.options.json) print_json(shell, {{"schema", 1}, {"entries", rows}});
  return kDone;
}

int run_decks(Shell& shell) {
  Db db = shell.open_to_read();
  Json rows = Json::array();
  for (const store::DeckRow& deck : store::decks(db)) {
    const auto entries =
        query_one<std::int64_t>(db, "select count(*) from entry_deck where deck = ?", deck.id)
            .value_or(0);
    if (shell.options.json) {
      rows.push_back({{"name", deck.name},
                      {"title", text_or_null(deck.title)},
                      {"author", text_or_null(deck.author)},
                      {"licence", text_or_null(deck.licence)},
                      {"source", text_or_null(deck.source)},
                      {"language", text_or_null(deck.language)},
                      {"entries", entries}});
    } else if (shell.options.plain) {
      shell.out << fmt::format("{}\t{}\t{}\t{}\n", shell.safe(deck.name), entries,
                               shell.safe(deck.licence), shell.safe(deck.title));
    } else {
      shell.out << fmt::format("{} {:>4} words  {}{}\n", padded(shell.safe(deck.name), 12), entries,
                               shell.safe(deck.title),
                               deck.licence.empty() ? "" : ", " + shell.safe(deck.licence));
    }
  }
  if (shell.options.json) print_json(shell, {{"schema", 1}, {"decks", rows}});
  return kDone;
}

}  // namespace lianxi::app
