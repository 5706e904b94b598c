#pragma once

// The notes of a collection of Anki, one after the other, each with its cards and all that was
// answered; memory holds one of them at a time.

#include <string_view>

#include "foreign/anki_collection.h"
#include "import/notes.h"

namespace lianxi {

/// Gives the types that have notes, then the notes in the order they were made. `source` names the
/// file in complaints. Throws Error (collection) where the database cannot be read.
void read_anki_notes(Db& db, const AnkiCollection& collection, std::string_view source,
                     const NoteSink& sink);

}  // namespace lianxi
