#pragma once

// The figures of `stats` as a learner looks at them: drawn in blocks on a terminal, in plain
// numbers for a file and for a screen reader.

#include <string>
#include <vector>

#include "session/stats_report.h"

namespace lianxi::app {

/// Lines of at most some 80 columns. `draws`: in blocks, else in numbers.
std::vector<std::string> stats_lines(const StatsReport& report, bool draws);

}  // namespace lianxi::app
