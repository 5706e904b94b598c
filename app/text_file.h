#pragma once

// Text that a learner names: a file, packed or not, or standard input.

#include <string>

#include "app/shell.h"

namespace lianxi::app {

/// All of it, as read_text() gives it; "-" is standard input. Throws Error (input) for what cannot
/// be read or is no text.
std::string text_of_file(const std::string& path, Shell& shell);

}  // namespace lianxi::app
