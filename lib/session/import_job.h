#pragma once

// Importing: files become decks of entries, entries become cards, in one transaction. Importing
// the same again writes nothing; a newer version is merged field by field with what the learner has
// edited, and a headword corrected in its place keeps its cards; a file that yields nothing stops
// the whole import before it has written anything.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "cards/card.h"
#include "entry/entry.h"
#include "entry/revise.h"
#include "session/read_decks.h"
#include "store/log.h"

namespace lianxi {

/// A sentence that makes no blank, and where it stands.
struct Refusal {
  std::string file;
  int line = 0;
  std::string why;
  bool of_rival = false;  ///< a contrast asks it for the other word: nothing to mend
};

/// A field that both the learner and a deck have changed.
struct EntryConflict {
  Key entry;
  std::string headword;
  Conflict conflict;
};

struct ImportReport {
  int entries_new = 0, entries_updated = 0, entries_unchanged = 0;
  std::vector<std::string> skipped;  ///< words that the learner has deleted
  std::vector<std::string> renamed;  ///< "联糸 is now 联系": a headword corrected in its place
  std::vector<EntryConflict> conflicts;  ///< in entries this import changed; the learner's stays
  std::vector<std::string> headwords;    ///< of the entries it brought or changed
  int cards_new = 0;                     ///< cards that did not exist before
  int cards_open = 0;                    ///< of these, open today
  std::map<CardKind, int> by_kind;
  int sentences_kept = 0, sentences_merged = 0;
  std::vector<Refusal> refused;
  Diagnostics diagnostics;
};

struct ImportOptions {
  enum class Settle { neither, mine, theirs };
  bool dry_run = false;             ///< says what would happen and writes nothing
  bool keep_going = false;          ///< leaves out files that cannot be used
  Settle settle = Settle::neither;  ///< whose text of a conflict counts from now on
  /// Called with the collection as the import leaves it, before a dry run takes it back.
  std::function<void(Db&)> inspect;
  OnProgress progress;
};

/// The conflicts of an entry as it stands.
std::vector<EntryConflict> conflicts_of(Db& db, const Key& entry, const DeadEvents& dead);
/// Settles them by edits of this device. Callers hold the Transaction.
void settle(Db& db, const store::Stamp& stamp, const std::vector<EntryConflict>& conflicts,
            ImportOptions::Settle whose);

/// Takes decks into the collection, in a transaction of its own. Throws Error (input) when a file
/// could not be used (unless keep_going) after putting every complaint into `report.diagnostics`.
void import_decks(Db& db, const store::Stamp& stamp, ReadResult read, const ImportOptions& options,
                  ImportReport& report);

/// The same in the caller's Transaction; `history`: what else the import brings. True where it
/// wrote an import.
bool take_decks(Db& db, const store::Stamp& stamp, ReadResult read, const ImportOptions& options,
                ImportReport& report, const std::optional<EventId>& history = {});

}  // namespace lianxi
