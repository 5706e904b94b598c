#pragma once

// Progress as one page for a browser: charts, and under each the numbers it is drawn from. It names
// nothing outside itself, runs nothing, follows the browser's light and dark, and can be read on a
// phone and on paper. Whatever came from a deck is text.

#include <ostream>
#include <string>
#include <vector>

#include "base/time.h"
#include "export/table.h"

namespace lianxi {

struct StatsPageHead {
  StudyDay today{};
  std::string of;  ///< the deck or the days it is of; empty: everything
};

/// Writes the page of those tables that it knows (totals, days, recall, months, states, intervals,
/// ease, due, forecast, simulation, simulation_by_new, tones, tone_pairs, confusions, levels,
/// leeches), each with its note, in an order of its own; a table without rows is left out.
void write_stats_page(const std::vector<Table>& tables, const StatsPageHead& head,
                      std::ostream& out);

}  // namespace lianxi
