#pragma once

// The cards that keep lapsing, for a terminal and for programs.

#include <string>

#include "app/json.h"
#include "app/shell.h"
#include "session/leech_report.h"

namespace lianxi::app {

/// Two lines each: the card and why it lapses, then what to type.
void print_leeches(const LeechReport& report, Shell& shell);

/// {"lapses":6,"leeches":[{"card":...,"word":...,"reason":...,"command":...}, ...]}
Json leeches_json(const LeechReport& report);

/// What a review says of a card that has just lapsed once more: "leech, 6 lapses: tone only (5 of 6
/// wrong tries); a reading drill: lianxi review ...". Not made safe.
std::string leech_line(const Leech& leech);

}  // namespace lianxi::app
