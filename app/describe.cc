#include "app/describe.h"

#include <fmt/format.h>

#include "session/entry_text.h"
#include "session/undo.h"
#include "store/cards.h"
#include "store/entries.h"

namespace lianxi::app {

std::string describe(Db& db, const Event& event) {
  std::string text(to_string(event.type()));
  if (const auto* setting = std::get_if<SettingAct>(&event.act)) {
    text += " " + setting->key + " = " + setting->value;
  } else if (const auto* import = std::get_if<ImportAct>(&event.act)) {
    text += " of " + import->source;
  } else if (event.subject) {
    if (const auto card = store::find_card(db, *event.subject)) {
      const auto entry = store::entry_row(db, card->entry);
      text += fmt::format(" of {} ({})", entry ? entry->headword : card->card.target,
                          to_string(card->card.kind));
    } else if (const auto word = word_of_entry(db, *event.subject); !word.empty()) {
      text += " of " + word;
    }
  }
  const std::size_t subjects = acted_on(db, event);
  if (subjects > 1) text += fmt::format(" and {} more", subjects - 1);
  return text + ", " + to_string(event.day);
}

}  // namespace lianxi::app
