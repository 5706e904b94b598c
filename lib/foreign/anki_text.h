#pragma once

// Anki's export "Notes in Plain Text": a table below lines of `#key:value`. Source: the Anki
// manual, "File headers". Columns for guid, note type, deck and tags may stand anywhere; what is
// left are the fields, padded to the note type with the most of them.

#include <string_view>

#include "foreign/foreign_text.h"

namespace lianxi {

/// The text begins with a header of Anki's, with `tags:`, or with a comment above a table of tabs.
bool is_anki_text(std::string_view text);

void read_anki_text(const ForeignText& file);

}  // namespace lianxi
