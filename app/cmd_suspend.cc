#include "app/card_acts.h"

namespace lianxi::app {
namespace {

int set_suspended(bool suspend, const CardsOptions& options, Shell& shell) {
  const auto command = [=](StudyDay) {
    return CardCommand{suspend ? "suspend" : "resume",
                       suspend ? "suspended; lianxi resume brings them back" : "back again",
                       suspend ? "would be suspended" : "would be back", SuspendAct{suspend},
                       [=](const store::CardRow& card) { return card.state.suspended != suspend; }};
  };
  return act_on_cards(command, options, shell);
}

}  // namespace

int run_suspend(const CardsOptions& options, Shell& shell) {
  return set_suspended(true, options, shell);
}

int run_resume(const CardsOptions& options, Shell& shell) {
  return set_suspended(false, options, shell);
}

}  // namespace lianxi::app
