#pragma once

// Reading: files and folders become decks of entries, with everything that could not be used. The
// only place of lib/ that opens a deck's files.

#include <iosfwd>
#include <string>
#include <vector>

#include "base/error.h"
#include "entry/entry.h"
#include "import/reader.h"

namespace lianxi {

/// One entry and where it was found.
struct FoundEntry {
  Entry entry;
  std::string file;   ///< as the learner named it
  std::string place;  ///< the file within its deck
  int position = 0;   ///< the n-th entry of its file, from 1
  bool is_note = false;  ///< another program's: nobody can mend it there, so nothing is refused
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

}  // namespace lianxi
