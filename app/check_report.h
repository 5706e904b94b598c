#pragma once

// What `check` finds, for it and for its repair.

#include "app/shell.h"
#include "session/check.h"

namespace lianxi::app {

/// Checks without writing, where the file needs no migration: SQLite throws away what it cannot use
/// of a log, and a repair might.
CheckReport check_file(Shell& shell);
/// Prints the report; with --json as one object.
void print_check(const CheckReport& report, Shell& shell);

}  // namespace lianxi::app
