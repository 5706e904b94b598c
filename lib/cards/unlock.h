#pragma once

// Which cards of an entry are open: few at a time, so that a rich entry does not drown a learner.
// Pure: from plain facts per card.

#include <string>
#include <vector>

#include "cards/card.h"

namespace lianxi {

/// What unlocking must know of a card.
struct CardFacts {
  CardKind kind{};
  std::string target;
  int days_recalled = 0;      ///< different days with an answer of hard or better
  std::int64_t interval = 0;  ///< scheduled, in days
  bool introduced = false;    ///< has been reviewed: what was open stays open
  bool partner = false;       ///< cloze: its form only ends with the headword
};

/// When later cards open.
struct UnlockRules {
  int recalled_days = 2;      ///< of the card before, for what opens after `meaning`
  int contrast_interval = 7;  ///< days, of `meaning` and plain cloze on both sides
  friend bool operator==(const UnlockRules&, const UnlockRules&) = default;
};

/// The other word of a contrast, as far as the collection knows it.
struct RivalFacts {
  std::string word;
  bool in_collection = false;
  bool ready = false;  ///< its meaning and headword cloze have the interval
};

/// Whether cards of other kinds wait for those of this one, of the entry or of another.
constexpr bool opens_others(CardKind kind) {
  return kind == CardKind::meaning || kind == CardKind::cloze;
}

/// Why a card is locked, in words; empty when it is open. `cards` are all cards of the entry.
std::string locked_because(const CardFacts& card, const std::vector<CardFacts>& cards,
                           const std::string& headword, const std::vector<RivalFacts>& rivals,
                           const UnlockRules& rules);

/// True when the entry's meaning and headword cloze cards have the interval contrasts ask for.
bool ready_for_contrast(const std::vector<CardFacts>& cards, const std::string& headword,
                        const UnlockRules& rules);

}  // namespace lianxi
