#pragma once

// All figures as tables for other programs, each made from the report that a screen shows too.

#include <string>
#include <vector>

#include "app/commands.h"
#include "app/shell.h"
#include "export/table.h"

namespace lianxi::app {

/// The names of all tables. "cards" has a row a card and is given only when it is asked for.
std::vector<std::string> stats_table_names();

/// The table of this name; with an empty one all but the long ones. Throws Error (usage) for bounds
/// that make no sense.
std::vector<Table> collect_stats(Db& db, const StatsBounds& bounds, const std::string& only,
                                 Shell& shell);

}  // namespace lianxi::app
