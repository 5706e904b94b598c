#include "app/card_acts.h"

namespace lianxi::app {

int run_flag(const FlagOptions& options, Shell& shell) {
  if (options.note.empty() != options.clear) {
    throw Error(ErrorKind::usage, "a flag says why, or is taken away",
                "lianxi flag 联系 --note 'the English is odd', lianxi flag 联系 --clear");
  }
  const std::string& note = options.note;
  const auto command = [&](StudyDay) {
    return CardCommand{"flag", note.empty() ? "without a flag" : "flagged; lianxi find is:flagged",
                       "would change", FlagAct{note},
                       [&](const store::CardRow& card) { return card.state.flag != note; }};
  };
  return act_on_cards(command, options.cards, shell);
}

}  // namespace lianxi::app
