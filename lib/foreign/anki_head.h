#pragma once

// The one row of `col` in a collection of schema 11: note types, decks and settings as JSON.

#include <cstdint>
#include <map>
#include <string>

#include "import/notes.h"
#include "sqlite/db.h"

namespace lianxi {

/// The tables and indices of schema 11, empty.
void make_anki_tables(Db& db);

/// What the row says.
struct AnkiHead {
  NoteSource source;
  std::int64_t at = 0;                     ///< the second of the export
  std::int64_t next_place = 1;             ///< of a new card
  std::map<std::int64_t, NoteType> types;  ///< by number
  std::map<std::int64_t, std::string> decks;
};
/// The second at which the collection began: 04:00 local time of a day before every learner's first
/// one, the same at every export, for cards are due so many days after it.
std::int64_t anki_created(const NoteSource& source);
/// The day it began.
StudyDay anki_first_day();

void write_anki_head(Db& db, const AnkiHead& head);

}  // namespace lianxi
