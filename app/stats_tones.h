#pragma once

// The tones a learner has typed, as a screen and as JSON.

#include "app/json.h"
#include "app/shell.h"
#include "session/tone_report.h"

namespace lianxi::app {

/// Asked against typed, how much was right by place in the word, and what was missed most with its
/// words. Shares of few answers are given as counts alone.
void print_tones(const ToneReport& report, Shell& shell);

/// {"schema":1,"answers":...,"lenient":...,"unknown":..., and each of tone_tables() by its name}
Json tones_json(const ToneReport& report);

}  // namespace lianxi::app
