#pragma once

// From what a learner names on the command line to rows of the collection.

#include <optional>
#include <string>
#include <vector>

#include "app/shell.h"
#include "store/cards.h"
#include "store/entries.h"

namespace lianxi::app {

/// The deck of this name; nothing for an empty name. Throws Error (usage) for an unknown deck.
std::optional<DeckId> deck_named(Db& db, const std::string& name);

/// The kind of this name; nothing for an empty name. Throws Error (usage) for an unknown kind.
std::optional<CardKind> kind_named(const std::string& name);

/// The cards of a word, or the one card of an id: 32 hex digits, or the first six or more where
/// only one card begins with them. Empty where nothing is found.
std::vector<store::CardRow> cards_named(Db& db, const std::string& word);

/// "1 card", "2 cards".
std::string counted(std::int64_t count, std::string_view noun);

}  // namespace lianxi::app
