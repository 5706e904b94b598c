#pragma once

// Exported notes (session/export_notes.h) as tables.

#include "export/table.h"
#include "session/import_notes.h"

namespace lianxi {

/// For Anki: guid, notetype, deck, every field of the widest type, tags.
Table anki_table(const NoteFile& notes);

/// For a spreadsheet: what people look at, a note a row; of a plain question the question and the
/// answer stand where a word and its meaning do.
Table sheet_table(const NoteFile& notes);

}  // namespace lianxi
