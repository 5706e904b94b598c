#pragma once

// Why a card is due when it is: the arithmetic of its whole history, from the log alone.

#include <optional>
#include <string>
#include <vector>

#include "schedule/reckoning.h"
#include "schedule/scheduler.h"
#include "store/cards.h"
#include "store/settings.h"

namespace lianxi {

struct CardReckoning {
  std::string word;  ///< the headword, also of a deleted entry
  std::vector<ReckoningStep> steps;
  CardState state;     ///< what the steps come to
  std::string when;    ///< "due 2026-03-24, in 15 days"; "never answered"
  std::string hidden;  ///< "suspended until resumed"; empty where nothing hides the card
  /// What each rating would do today; nothing where an answer would be a drill that changes
  /// nothing.
  std::optional<Outcomes> now;
};

/// The steps of a card and what they come to on `today`.
CardReckoning reckon_card(Db& db, const store::CardRow& card, const store::Settings& settings,
                          StudyDay today);

/// The same for a screen: a line for each step and a last one that says when the card is due.
/// Neither painted nor made safe.
std::vector<std::string> why_lines(const CardReckoning& reckoning);
std::vector<std::string> why_lines(Db& db, const store::CardRow& card,
                                   const store::Settings& settings, StudyDay today);

}  // namespace lianxi
