#pragma once

// The command line: which command, with which options. command_table.cc is the only file that knows
// CLI11.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/shell.h"

namespace lianxi::app {

/// Runs one command line (without the program's name) and returns the exit status. Prints its own
/// failures to shell.err.
int run_command_line(const std::vector<std::string>& arguments, Shell& shell);

/// Where among the words the command stands: the first that is no option. The values of global
/// options are stepped over.
std::size_t command_index(const std::vector<std::string>& arguments);

/// "-is:new" and "-联系" are terms of a query, not options.
bool is_negated_term(std::string_view argument);

}  // namespace lianxi::app
