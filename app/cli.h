#pragma once

// The command line: which command, with which options. command_table.cc is the only file that knows
// CLI11.

#include <string>
#include <vector>

#include "app/shell.h"

namespace lianxi::app {

/// Runs one command line (without the program's name) and returns the exit status. Prints its own
/// failures to shell.err.
int run_command_line(const std::vector<std::string>& arguments, Shell& shell);

}  // namespace lianxi::app
