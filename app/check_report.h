#pragma once

// What `check` finds, for it and for its repair.

#include "app/shell.h"
#include "session/check.h"

namespace lianxi::app {

/// Checks the collection as it stands. That it cannot be read is a finding.
CheckReport check_file(Shell& shell, CheckDepth depth = CheckDepth::whole);
/// Prints the report; with --json as one object.
void print_check(const CheckReport& report, Shell& shell);

}  // namespace lianxi::app
