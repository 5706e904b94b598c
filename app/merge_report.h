#pragma once

// What a merge has brought, or would: for people and for programs.

#include "app/json.h"
#include "app/shell.h"
#include "session/merge.h"

namespace lianxi::app {

Json merge_json(const MergeReport& report);
/// Prints the report; with --json as one object.
void print_merge(const MergeReport& report, bool dry_run, Shell& shell);

}  // namespace lianxi::app
