#pragma once

// All figures as tables for other programs, each made from the report that a screen shows too.

#include <cstdint>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/shell.h"
#include "export/table.h"

namespace lianxi::app {

/// The names of all tables.
std::vector<std::string> stats_table_names();

/// What is given without a name.
enum class Unnamed : std::uint8_t {
  quick,  ///< all but "cards", which has a row a card, and those of a simulation, which take a
          ///< while
  page,   ///< what a page shows: the simulations too
};

/// The table of this name; with an empty one all that `unnamed` says. What takes a while shows how
/// far it is, and Ctrl-C cuts it short. Throws Error (usage) for bounds that make no sense.
std::vector<Table> collect_stats(Db& db, const StatsBounds& bounds, const std::string& only,
                                 Shell& shell, Unnamed unnamed = Unnamed::quick);

}  // namespace lianxi::app
