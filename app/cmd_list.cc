#include <fmt/format.h>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

std::string padded(const std::string& text, int width) {
  const int gap = width - display_width(text);
  return text + std::string(static_cast<std::size_t>(std::max(gap, 0)), ' ');
}

/// Cut to a number of columns, whole characters only.
std::string shortened(const std::string& text, int width) {
  if (display_width(text) <= width) return text;
  std::string cut;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = grapheme_end(text, at);
    if (display_width(cut) + display_width(text.substr(at, end - at)) > width - 1) break;
    cut += text.substr(at, end - at);
    at = end;
  }
  return cut + "…";
}

}  // namespace

int run_list(const ListOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const auto entries = store::list_entries(db, deck_named(db, options.deck));
  Json rows = Json::array();
  for (const store::EntryRow& entry : entries) {
    const auto cards = store::cards_of(db, entry.id);
    const auto open = std::count_if(cards.begin(), cards.end(),
                                    [](const store::CardRow& card) { return card.open; });
    if (shell.options.json) {
      rows.push_back({{"headword", entry.headword},
                      {"traditional", text_or_null(entry.traditional)},
                      {"definition", text_or_null(entry.definition)},
                      {"decks", store::deck_names(db, entry.id)},
                      {"cards", cards.size()},
                      {"open", open}});
    } else if (shell.options.plain) {
      shell.out << fmt::format("{}\t{}\t{}\t{}\n", shell.safe(entry.headword), cards.size(), open,
                               shell.safe(entry.definition));
    } else {
      shell.out << fmt::format("{} {:>2} of {:>2} open  {}\n",
                               padded(shell.safe(entry.headword), 10), open, cards.size(),
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
