#pragma once

// Importing: files become decks of entries, entries become cards, in one transaction. Importing
// the same again writes nothing; a file that yields nothing stops the whole import before it has
// written anything.

#include <map>
#include <string>
#include <vector>

#include "base/error.h"
#include "cards/card.h"
#include "entry/entry.h"
#include "import/reader.h"
#include "store/log.h"

namespace lianxi {

/// One entry and where it was found.
struct FoundEntry {
  Entry entry;
  std::string file;   ///< as the learner named it
  std::string place;  ///< the file within its deck
  int position = 0;   ///< the n-th entry of its file, from 1
};

/// A deck as it was read.
struct DeckFiles {
  std::string name;
  DeckInfo info;
  std::vector<FoundEntry> entries;
};

/// What reading gave.
struct ReadResult {
  std::vector<DeckFiles> decks;
  Diagnostics diagnostics;
  bool failed() const;  ///< a file could not be used at all
};

/// Reads a page, a deck file, a deck folder or a folder of decks. "-" is `standard_input`. Throws
/// Error (input) for a path that does not exist.
ReadResult read_decks(const std::vector<std::string>& paths, std::istream& standard_input);

/// A sentence that makes no blank, and where it stands.
struct Refusal {
  std::string file;
  int line = 0;
  std::string why;
  bool of_rival = false;  ///< a contrast asks it for the other word: nothing to mend
};

struct ImportReport {
  int entries_new = 0, entries_updated = 0, entries_unchanged = 0;
  int cards_new = 0;   ///< cards that did not exist before
  int cards_open = 0;  ///< of these, open today
  std::map<CardKind, int> by_kind;
  int sentences_kept = 0, sentences_merged = 0;
  std::vector<Refusal> refused;
  Diagnostics diagnostics;
};

struct ImportOptions {
  bool dry_run = false;     ///< says what would happen and writes nothing
  bool keep_going = false;  ///< leaves out files that cannot be used
};

/// Takes decks into the collection. Throws Error (input) when a file could not be used (unless
/// keep_going) after putting every complaint into `report.diagnostics`.
void import_decks(Db& db, const store::Stamp& stamp, ReadResult read, const ImportOptions& options,
                  ImportReport& report);

}  // namespace lianxi
