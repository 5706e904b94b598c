#pragma once

// Entries as the collection keeps them: text in the deck format.

#include <string_view>
#include <vector>

#include "entry/entry.h"
#include "import/markdown_writer.h"
#include "store/entries.h"

namespace lianxi {

/// Reads what write_markdown() wrote. Throws Error (collection) for anything else.
Entry parse_entry(std::string_view text);

/// The entry that several decks make together, the first of them deciding where they differ. At
/// least one.
Entry join_entries(const std::vector<store::ImportedEntry>& imports);

}  // namespace lianxi
