#pragma once

// Importing from other programs: a file of notes becomes entries, cards and their histories, in one
// transaction. What was found is shown before it is taken; what cannot be a word is a plain card.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/note_entries.h"
#include "session/history.h"
#include "session/import_job.h"

namespace lianxi {

/// A foreign file as it was read.
struct NoteFile {
  std::string path;
  NoteSource source;
  std::vector<NoteType> types;
  std::vector<Note> notes;
  Diagnostics diagnostics;

  /// Puts everything but media here; those go to `media`.
  NoteSink sink(std::function<void(NoteMedia)> media);
  std::size_t cards() const;
  std::size_t reviews() const;
};

/// What each type of note is taken for; types without a note are left out, and so are those that
/// lianxi wrote (import/own_notes.h), which need none.
std::vector<NoteMapping> propose_mappings(const NoteFile& file);

using SpellingOf = std::function<std::optional<KnownSpelling>(std::string_view)>;

struct NotesReport {
  ImportReport decks;
  HistoryReport history;
  int own = 0;                                                   ///< notes that lianxi wrote
  int words = 0, plain = 0, repeated = 0, bare = 0, unread = 0;  ///< see NoteEntries
};

/// Takes the notes into the collection. `spelling_of`: see NoteOptions. Errors as import_decks().
void import_notes(Db& db, const store::Stamp& stamp, NoteFile file,
                  const std::vector<NoteMapping>& mappings, const SpellingOf& spelling_of,
                  const ImportOptions& options, NotesReport& report);

}  // namespace lianxi
