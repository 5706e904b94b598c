#pragma once

// What several commands do: one act for each card that was meant, undone as one.

#include <functional>
#include <string>

#include "app/commands.h"
#include "schedule/event.h"
#include "store/cards.h"

namespace lianxi::app {

/// How a command acts on cards.
struct CardCommand {
  std::string name;   ///< "bury"
  std::string done;   ///< after "2 cards": "hidden until tomorrow"
  std::string would;  ///< the same of a dry run
  Act act;            ///< for each card
  std::function<bool(const store::CardRow&)> has_part;  ///< whether it would change the card
  std::string question{};                               ///< asked first; empty: not asked
};

/// Finds the cards, asks where it must, records. Returns the exit status. `command` is made once
/// the day is known.
int act_on_cards(const std::function<CardCommand(StudyDay today)>& make_command,
                 const CardsOptions& options, Shell& shell);

}  // namespace lianxi::app
