#include "app/card_acts.h"

namespace lianxi::app {

int run_reset(const CardsOptions& options, Shell& shell) {
  const auto command = [](StudyDay) {
    return CardCommand{"reset",
                       "new again; every review stays in the log",
                       "would be new again",
                       ResetAct{},
                       [](const store::CardRow& card) { return card.state.last.has_value(); },
                       "forget how they stand and begin again?"};
  };
  return act_on_cards(command, options, shell);
}

}  // namespace lianxi::app
