#include "app/card_acts.h"

namespace lianxi::app {

int run_bury(const CardsOptions& options, Shell& shell) {
  const auto command = [](StudyDay today) {
    const StudyDay tomorrow = today + Days{1};
    return CardCommand{
        "bury", "hidden until tomorrow", "would be hidden until tomorrow", BuryAct{tomorrow},
        [=](const store::CardRow& card) { return card.state.buried_until != tomorrow; }};
  };
  return act_on_cards(command, options, shell);
}

}  // namespace lianxi::app
