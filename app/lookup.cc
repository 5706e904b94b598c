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

std::vector<store::CardRow> cards_named(Db& db, const std::string& word) {
  if (const auto key = key_from_hex(word)) {
    auto card = store::find_card(db, *key);
    return card ? std::vector{std::move(*card)} : std::vector<store::CardRow>{};
  }
  std::vector<store::CardRow> cards;
  for (const store::EntryRow& entry : store::find_entries(db, nfkc(trim(word)))) {
    for (store::CardRow& card : store::cards_of(db, entry.id)) cards.push_back(std::move(card));
  }
  return cards;
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace lianxi::app
