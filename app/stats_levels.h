#pragma once

// How far the learner has come on the word lists, for a terminal and for programs.

#include "app/json.h"
#include "app/shell.h"
#include "session/level_report.h"

namespace lianxi::app {

/// Counted on the lists that are installed beside the collection.
LevelReport measure_levels(Db& db, const Shell& shell);

/// A table for each list and what to learn next: of one list word by word, of several in a line.
void print_levels(const LevelReport& report, Shell& shell);

/// {"installed":true,"lists":[{"list":"HSK 2.0","levels":[...],"next":[...]}]}
Json levels_json(const LevelReport& report);

}  // namespace lianxi::app
