#pragma once

// Words said aloud, by an outside program.

#include <string>

#include "app/shell.h"

namespace lianxi::app {

/// Hands `text` to the command that says things aloud (setting `speak`; else espeak-ng where there
/// is one) on its standard input and does not wait for it. Returns what to tell the learner.
std::string say_aloud(const std::string& text, const Shell& shell);

}  // namespace lianxi::app
