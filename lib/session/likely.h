#pragma once

// When a locked card will probably open, for a learner who wonders.

#include <optional>
#include <string>
#include <vector>

#include "store/cards.h"
#include "store/settings.h"

namespace lianxi {

/// Of one card, if every answer is good. Nothing for a card that is open.
struct LikelyOpening {
  std::optional<StudyDay> day;
  std::optional<Days> after_beginning;  ///< instead, where the word itself has not begun
  std::string other;                    ///< instead: the other word of a contrast must begin first
};

/// For all cards of one entry, in their order.
std::vector<LikelyOpening> likely_openings(Db& db, const std::vector<store::CardRow>& cards,
                                           const std::string& headword,
                                           const store::Settings& settings, StudyDay today);

}  // namespace lianxi
