#pragma once

// What else the blanks of an entry admit, as commands print it.

#include <vector>

#include "app/json.h"
#include "session/explain.h"

namespace lianxi::app {

/// A blank and under it each rival with the evidence.
void print_blanks(const std::vector<ExplainedBlank>& blanks, Shell& shell);
Json blanks_json(const std::vector<ExplainedBlank>& blanks);

}  // namespace lianxi::app
