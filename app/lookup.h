#pragma once

// From what a learner names on the command line to rows of the collection.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/commands.h"
#include "app/shell.h"
#include "store/cards.h"
#include "store/choose.h"
#include "store/entries.h"

namespace lianxi::app {

/// The deck of this name; nothing for an empty name. Throws Error (usage) for an unknown deck.
std::optional<DeckId> deck_named(Db& db, const std::string& name);

/// What a learner asks for: the words as one query, narrowed to the deck and the kind. Throws Error
/// (usage) for a query that cannot be read and for a deck or a kind that is not there.
store::Query query_of(Db& db, const QueryOptions& options);
/// The same where there must be one: throws Error (usage) for a query that asks nothing.
store::Query given_query(Db& db, const QueryOptions& options);

/// The cards of a word, or the one card of an id: 32 hex digits, or the first six or more where
/// only one card begins with them. Empty where nothing is found.
std::vector<store::CardRow> cards_named(Db& db, const std::string& word);

/// Where every word is a headword or the id of a card, just their cards; else those that the words
/// choose as a query. Both narrowed to the deck and the kind. Throws Error (usage) where
/// nothing is named.
std::vector<store::CardRow> cards_meant(Db& db, const QueryOptions& options, StudyDay today);

/// One line on a backlog, and what can be done about it.
std::string backlog_line(const Backlog& backlog);

/// "1 card", "2 cards".
std::string counted(std::int64_t count, std::string_view noun);

/// "25 s"; from a minute on "3 min", with so many places behind the point.
std::string minutes_text(double minutes, int places = 0);

}  // namespace lianxi::app
