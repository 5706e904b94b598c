#pragma once

// The cards that keep lapsing, each with what its own log says of the reason and what would help.
// Only cards with enough lapses are read, and of each only its own events.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "export/table.h"
#include "stats/leeches.h"
#include "store/cards.h"
#include "store/settings.h"

namespace lianxi {

struct Leech {
  store::CardRow card;
  std::string word;  ///< its headword
  LeechPattern pattern;
  LeechRemedy remedy;
};

/// Why a card lapses, whether or not it is a leech yet.
Leech explain_leech(Db& db, const store::CardRow& card, const store::Settings& settings);

struct LeechReport {
  std::int32_t limit = 0;      ///< so many lapses make a leech
  std::vector<Leech> leeches;  ///< the worst first; suspended ones too
};
LeechReport report_leeches(Db& db, const store::Settings& settings,
                           std::optional<DeckId> deck = {});

/// As a table: leeches.
std::vector<Table> leech_tables(const LeechReport& report);

}  // namespace lianxi
