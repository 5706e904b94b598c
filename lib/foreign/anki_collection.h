#pragma once

// What a collection of Anki says once: when it began, its decks, its note types. Schema 11 keeps
// all of it as JSON in one row, schema 18 in tables with messages of Protocol Buffers.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "foreign/anki_days.h"
#include "sqlite/db.h"

namespace lianxi {

struct AnkiNoteType {
  struct Template {
    std::string name, question, answer;  ///< both sides as HTML
  };
  std::string name;
  std::vector<std::string> fields;
  std::vector<Template> templates;
  bool cloze = false;
};

struct AnkiCollection {
  std::int64_t created = 0;  ///< the second it began
  AnkiDays days{0};
  std::map<std::int64_t, AnkiNoteType> types;
  std::map<std::int64_t, std::string> decks;  ///< names parted by "::"
};

/// Throws Error (input) where it is no collection, or of a schema that is not known; Error
/// (collection) where its database cannot be read.
AnkiCollection read_anki_collection(Db& db);

}  // namespace lianxi
