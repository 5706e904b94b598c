#pragma once

// Entries as the collection keeps them: text in the deck format.

#include <string_view>

#include "entry/entry.h"
#include "import/markdown_writer.h"

namespace lianxi {

/// Reads what write_markdown() wrote. Throws Error (collection) for anything else.
Entry parse_entry(std::string_view text);

}  // namespace lianxi
