#pragma once

// Conflicts between what the learner has edited and what a deck says, as commands print them.

#include <string>
#include <vector>

#include "app/json.h"
#include "session/import_job.h"

namespace lianxi::app {

/// "联系: definition: yours ..., the deck's ...".
std::string conflict_text(const EntryConflict& conflict);
Json conflicts_json(const std::vector<EntryConflict>& conflicts);

}  // namespace lianxi::app
