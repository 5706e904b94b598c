#include "app/describe.h"

#include <fmt/format.h>

#include "app/lookup.h"
#include "session/entry_text.h"
#include "session/undo.h"
#include "store/cards.h"
#include "store/entries.h"

namespace lianxi::app {
namespace {

std::string_view noun_for(EventType type) {
  switch (type) {
    case EventType::suspend:
      return "suspension";
    case EventType::bury:
      return "burial";
    case EventType::set_due:
      return "due date";
    case EventType::delete_:
      return "deletion";
    case EventType::accept:
      return "accepted answer";
    default:
      return to_string(type);
  }
}

}  // namespace

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

std::string counted_acts(const std::map<EventType, int>& acts) {
  std::string text;
  for (const auto& [type, count] : acts) {
    text += (text.empty() ? "" : ", ") + counted(count, noun_for(type));
  }
  return text;
}

std::string minute_text(Moment at) {
  constexpr std::size_t kToTheMinute = 16;
  return to_string(at).substr(0, kToTheMinute);
}

}  // namespace lianxi::app
