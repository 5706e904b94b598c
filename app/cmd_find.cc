#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "app/card_memory.h"
#include "app/columns.h"
#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/entry_text.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

// Words ------------------------------------------------------------------------------------------

struct FoundWord {
  store::ChosenEntry chosen;
  std::vector<std::string> readings;
  std::vector<std::string> decks;
};

FoundWord look_up(Db& db, store::ChosenEntry chosen) {
  FoundWord word;
  for (const Reading& reading : parse_entry(chosen.row.text).readings) {
    word.readings.push_back(reading.pinyin);
  }
  word.decks = store::deck_names(db, chosen.row.id);
  word.chosen = std::move(chosen);
  return word;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between, Shell& shell) {
  return shell.safe(fmt::format("{}", fmt::join(texts, between)));
}

Json word_json(const FoundWord& word) {
  const auto& [row, cards, open, due, fresh] = word.chosen;
  return {{"headword", row.headword},
          {"traditional", text_or_null(row.traditional)},
          {"readings", word.readings},
          {"definition", text_or_null(row.definition)},
          {"decks", word.decks},
          {"cards", cards},
          {"open", open},
          {"due", due},
          {"new", fresh}};
}

/// "contact, 1 due, 2 new"
std::string standing(const FoundWord& word, Shell& shell) {
  std::string text = joined(word.decks, ", ", shell);
  if (word.chosen.due > 0) text += fmt::format(", {} due", word.chosen.due);
  if (word.chosen.fresh > 0) text += fmt::format(", {} new", word.chosen.fresh);
  return text;
}

void print_words(const std::vector<FoundWord>& words, Shell& shell) {
  constexpr int kWidestReading = 16;
  int headword_width = 0, reading_width = 0;
  for (const FoundWord& word : words) {
    headword_width = std::max(headword_width, display_width(word.chosen.row.headword));
    reading_width = std::max(reading_width, display_width(joined(word.readings, " / ", shell)));
  }
  reading_width = std::min(reading_width, kWidestReading);
  for (const FoundWord& word : words) {
    const std::string head =
        fmt::format("{}  {}  ", padded(shell.safe(word.chosen.row.headword), headword_width),
                    padded(joined(word.readings, " / ", shell), reading_width));
    const std::string tail = standing(word, shell);
    const int left = shell.width - display_width(head) - display_width(tail) - 4;
    shell.out << fmt::format("{}{}  ({})\n", head,
                             shortened(shell.safe(word.chosen.row.definition), std::max(left, 12)),
                             tail);
  }
}

int find_words(Db& db, const store::Query& query, StudyDay today, Shell& shell) {
  std::vector<FoundWord> words;
  for (store::ChosenEntry& chosen : store::choose_entries(db, query, today)) {
    words.push_back(look_up(db, std::move(chosen)));
  }
  if (shell.options.json) {
    Json rows = Json::array();
    for (const FoundWord& word : words) rows.push_back(word_json(word));
    print_json(shell, {{"schema", 1}, {"entries", rows}});
  } else if (shell.options.plain) {
    for (const FoundWord& word : words) {
      shell.out << fmt::format("{}\t{}\t{}\n", shell.safe(word.chosen.row.headword),
                               joined(word.readings, " / ", shell),
                               shell.safe(word.chosen.row.definition));
    }
  } else {
    print_words(words, shell);
  }
  return words.empty() ? kNo : kDone;
}

// Cards ------------------------------------------------------------------------------------------

Json card_json(const store::CardRow& card, const std::string& word, const CardMemory& memory) {
  const CardState& state = card.state;
  Json json = {{"id", to_hex(card.card.key)},
               {"word", word},
               {"kind", std::string(to_string(card.card.kind))},
               {"target", card.card.target},
               {"open", card.open},
               {"due", day_or_null(state.due)},
               {"interval_days", state.last ? Json(state.sm2.interval) : Json()},
               {"reviews", state.reviews},
               {"lapses", state.lapses},
               {"suspended", state.suspended}};
  memory.add_to(json, state);
  return json;
}

std::string standing(const store::CardRow& card) {
  std::string text = card.state.due ? "due " + to_string(*card.state.due)
                     : card.open    ? "new"
                                    : "locked";
  if (card.state.suspended) text += ", suspended";
  return text;
}

int find_cards(Db& db, const store::Query& query, const CardMemory& memory, StudyDay today,
               Shell& shell) {
  const auto cards = store::choose_cards(db, query, today);
  Json rows = Json::array();
  for (const store::CardRow& card : cards) {
    const auto entry = store::entry_row(db, card.entry);
    const std::string word = entry ? entry->headword : "";
    const std::string id = to_hex(card.card.key);
    if (shell.options.json) {
      rows.push_back(card_json(card, word, memory));
    } else if (shell.options.plain) {
      shell.out << fmt::format("{}\t{}\t{}\t{}\t{}\n", id, shell.safe(word),
                               to_string(card.card.kind), shell.safe(card.card.target),
                               standing(card));
    } else {
      const std::string known = memory.text(card.state);
      shell.out << fmt::format("{} {:<{}} {}  {}  {}{}\n", id.substr(0, 8),
                               to_string(card.card.kind), kKindWidth, padded(shell.safe(word), 8),
                               shell.safe(card.card.target), standing(card),
                               known.empty() ? "" : ", " + known);
    }
  }
  if (shell.options.json) print_json(shell, {{"schema", 1}, {"cards", rows}});
  return cards.empty() ? kNo : kDone;
}

}  // namespace

int run_find(const FindOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const store::Query query = given_query(db, options.query);
  const int status = options.cards
                         ? find_cards(db, query, CardMemory(settings, today), today, shell)
                         : find_words(db, query, today, shell);
  if (status == kNo) shell.err << "find: nothing found; lianxi dict find looks in the dictionary\n";
  return status;
}

}  // namespace lianxi::app
