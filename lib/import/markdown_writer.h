#pragma once

// The deck format, written. Reading the result gives the same entry (a property test holds this).

#include <string>

#include "entry/entry.h"

namespace lianxi {

/// One entry as Markdown, ending with a newline. Text that would be read as mark-up is escaped
/// with a backslash.
std::string write_markdown(const Entry& entry);

}  // namespace lianxi
