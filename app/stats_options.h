#pragma once

// What figures are asked of, from the command line.

#include "app/commands.h"
#include "session/stats_report.h"

namespace lianxi::app {

/// Throws Error (usage) for what is no day, days the wrong way round and a deck that is not there.
StatsOptions stats_options(Db& db, const StatsBounds& bounds);

}  // namespace lianxi::app
