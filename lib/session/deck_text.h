#pragma once

// A deck as Markdown: every entry of it as it stands, with what the learner has edited. Importing
// it again changes nothing.

#include <string>

#include "store/entries.h"

namespace lianxi {

/// All entries of the deck, in order of introduction, one after another.
std::string deck_text(Db& db, DeckId deck);

/// `deck.md`: what the deck says of itself.
std::string deck_info_text(const store::DeckRow& deck);

}  // namespace lianxi
