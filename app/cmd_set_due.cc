#include <fmt/format.h>

#include "app/card_acts.h"
#include "base/coming_day.h"

namespace lianxi::app {

int run_set_due(const SetDueOptions& given, Shell& shell) {
  SetDueOptions options = given;
  std::vector<std::string>& words = options.cards.query.words;
  if (options.day.empty() && words.size() > 1) {
    options.day = words.back();
    words.pop_back();
  }
  const auto command = [&](StudyDay today) {
    const auto day = coming_day_from_string(options.day, today);
    if (!day) {
      throw Error(ErrorKind::usage, fmt::format("{} is no day to come", options.day),
                  "write it like 2026-03-09, today, tomorrow or +7");
    }
    // A card that has never been answered is due when it is its turn.
    return CardCommand{"set-due", "due on " + to_string(*day), "would be due on " + to_string(*day),
                       SetDueAct{*day}, [=](const store::CardRow& card) {
                         return card.state.last && card.state.due != *day;
                       }};
  };
  return act_on_cards(command, options.cards, shell);
}

}  // namespace lianxi::app
