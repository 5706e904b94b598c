#pragma once

// `review --json`: each question, verdict and saved answer a JSON line; answers come the same way.
// The README describes the protocol.

#include "app/json.h"
#include "session/study.h"

namespace lianxi::app {

/// Runs the session until it ends or the input ends.
void review_json(Study& study, Shell& shell);

Json question_json(const Question& question);
Json verdict_json(const Question& question, const Judgement& judgement);
Json saved_json(const Saved& saved);

}  // namespace lianxi::app
