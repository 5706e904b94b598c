#include "app/card_acts.h"

namespace lianxi::app {

int run_suspend(const CardsOptions& options, bool suspend, Shell& shell) {
  const auto command = [=](StudyDay) {
    return CardCommand{suspend ? "suspend" : "resume",
                       suspend ? "suspended; lianxi resume brings them back" : "back again",
                       suspend ? "would be suspended" : "would be back", SuspendAct{suspend},
                       [=](const store::CardRow& card) { return card.state.suspended != suspend; }};
  };
  return act_on_cards(command, options, shell);
}

}  // namespace lianxi::app
