#include "app/lookup.h"

#include <fmt/format.h>

#include "text/utf8.h"

namespace lianxi::app {

std::optional<DeckId> deck_named(Db& db, const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto deck = store::find_deck(db, name);
  if (!deck) {
    throw Error(ErrorKind::usage, fmt::format("there is no deck {}", name),
                "`lianxi decks` lists them");
  }
  return deck;
}

std::optional<CardKind> kind_named(const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto kind = card_kind_from_string(name);
  if (!kind) {
    throw Error(ErrorKind::usage, fmt::format("there is no kind of card {}", name),
                "choose meaning, reading, recall, cloze or contrast");
  }
  return kind;
}

namespace {

/// Six or more hex digits: no word of Chinese looks like that.
bool is_id(std::string_view word) {
  return word.size() >= 6 && word.size() <= 32 &&
         word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::vector<store::CardRow> cards_named(Db& db, const std::string& word) {
  std::vector<store::CardRow> cards;
  if (is_id(word)) {
    Statement query(db, "select id from card_row where lower(hex(key)) like ? || '%' limit 2");
    for (query.bind(word); query.step();) {
      cards.push_back(store::card_row(db, query.get<CardId>(0)).value());
    }
    if (cards.size() > 1) {
      throw Error(ErrorKind::usage, fmt::format("more than one card begins with {}", word),
                  "give more of its digits");
    }
    return cards;
  }
  for (const store::EntryRow& entry : store::find_entries(db, nfkc(trim(word)))) {
    for (store::CardRow& card : store::cards_of(db, entry.id)) cards.push_back(std::move(card));
  }
  return cards;
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace lianxi::app
