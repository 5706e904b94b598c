#pragma once

// What lint says of one entry before the collection takes it.

#include <string>
#include <vector>

#include "app/shell.h"
#include "lint/lint.h"

namespace lianxi::app {

/// The findings in `text` that `before` (the entry as it stands; may be empty) did not have.
/// `name` stands for the file.
std::vector<Finding> new_findings(Db& db, const std::string& before, const std::string& text,
                                  const std::string& name);

/// Prints them to the error stream and, where there are any, throws Error (input) with this hint.
void refuse_findings(const std::vector<Finding>& findings, const std::string& hint, Shell& shell);

}  // namespace lianxi::app
