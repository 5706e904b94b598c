#pragma once

// An act of the log in a learner's words.

#include <string>

#include "schedule/event.h"
#include "sqlite/db.h"

namespace lianxi::app {

/// "review of 联系 (reading), 2026-03-02"; of a command that acted on several cards or entries
/// "bury of 苹果 (meaning) and 4 more, 2026-03-02".
std::string describe(Db& db, const Event& event);

}  // namespace lianxi::app
