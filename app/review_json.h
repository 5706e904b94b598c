#pragma once

// `review --json`: one JSON line per question, answer, verdict and saved rating, so that editors
// and screen readers can drive a session.

#include "app/shell.h"
#include "session/study.h"

namespace lianxi::app {

/// Runs the session to its end or the end of input. Every saved line was durable before it was
/// printed.
void review_json(Study& study, Shell& shell);

}  // namespace lianxi::app
