#pragma once

// Notes as Anki's own text form: lines that begin with "#" say what the columns are.
// Source: Anki's manual, "Importing", "File headers".

#include <ostream>

#include "export/table.h"

namespace lianxi {

/// Columns called "guid", "notetype", "deck" and "tags" are told in the head; all others are fields
/// in their order. Text is plain.
void write_anki_text(const Table& notes, std::ostream& out);

}  // namespace lianxi
