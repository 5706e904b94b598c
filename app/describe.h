#pragma once

// An act of the log in a learner's words.

#include <map>
#include <string>

#include "schedule/event.h"
#include "sqlite/db.h"

namespace lianxi::app {

/// "review of 联系 (reading), 2026-03-02"; of a command that acted on several cards or entries
/// "bury of 苹果 (meaning) and 4 more, 2026-03-02".
std::string describe(Db& db, const Event& event);

/// "12 reviews, 1 edit".
std::string counted_acts(const std::map<EventType, int>& acts);

/// "2026-03-02T09:00", as the learner's clock showed it.
std::string minute_text(Moment at);

}  // namespace lianxi::app
