#include "session/deck_text.h"

namespace lianxi {

std::string deck_text(Db& db, DeckId deck) {
  std::string text;
  for (const store::EntryRow& row : store::list_entries(db, deck)) {
    if (!text.empty()) text += "\n";
    text += row.text;
  }
  return text;
}

std::string deck_info_text(const store::DeckRow& deck) {
  std::string text = "# " + (deck.title.empty() ? deck.name : deck.title) + "\n\n";
  const auto add = [&](const char* label, const std::string& value) {
    if (!value.empty()) text += "- " + std::string(label) + ": " + value + "\n";
  };
  add("Title", deck.title);
  add("Author", deck.author);
  add("Licence", deck.licence);
  add("Source", deck.source);
  add("Language", deck.language);
  if (!deck.description.empty()) text += "\n" + deck.description + "\n";
  return text;
}

}  // namespace lianxi
