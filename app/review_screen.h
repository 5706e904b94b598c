#pragma once

// `review` for a person: on a terminal with single keys, off it with lines.

#include "app/shell.h"
#include "session/study.h"

namespace lianxi::app {

/// Runs the session until it ends, the learner leaves or the input ends.
void review_screen(Study& study, Shell& shell);

/// The last screen: what was done.
void print_summary(const StudySummary& summary, const Shell& shell);

}  // namespace lianxi::app
