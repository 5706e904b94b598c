#pragma once

// The collection as notes of another program (import/notes.h): an entry is a note, a kind of card a
// template of its type, numbered where entries have several of a kind. What lianxi needs to have
// all of it back stands in fields of its own (import/own_notes.h).

#include <chrono>
#include <optional>

#include "import/notes.h"
#include "sqlite/db.h"
#include "store/query.h"

namespace lianxi {

struct ExportedNotes {
  std::int64_t notes = 0, cards = 0, reviews = 0;
  std::int64_t without_face = 0;  ///< cards that could not be shown, left out
};

struct NoteExport {
  store::Query query;  ///< which cards
  StudyDay today{};
  std::chrono::minutes offset{0};  ///< local time east of UTC
  std::chrono::hours rollover{4};
  std::optional<double> retention = {};  ///< that FSRS plans for
};

/// Gives the source, both types and every note with the chosen cards to `sink`. Of a card that was
/// reset only what came after it is told.
ExportedNotes export_notes(Db& db, const NoteExport& options, const NoteSink& sink);

}  // namespace lianxi
