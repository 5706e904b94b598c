#pragma once

// Entries as the collection keeps them: text in the deck format, folded from what was imported and
// what the learner has edited.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entry/revise.h"
#include "import/markdown_writer.h"
#include "schedule/fold.h"
#include "store/entries.h"

namespace lianxi {

/// Reads what write_markdown() wrote. Throws Error (collection) for anything else.
Entry parse_entry(std::string_view text);

/// The beginning of what write_markdown() wrote, with all that is said of the word itself: its
/// readings and what they mean, but no character, usage, sentence, contrast or related word.
std::string_view head_of_entry(std::string_view text);

/// The entry that follows from its live imports and edits; nothing where no import lives or a
/// delete does, whatever came after it.
std::optional<RevisedEntry> folded_entry(Db& db, const Key& key, const DeadEvents& dead);
/// The same where `events`, all that are about the entry, are known.
std::optional<RevisedEntry> folded_entry(Db& db, const Key& key, const std::vector<Event>& events,
                                         const DeadEvents& dead);
/// As it would stand if it had not been deleted.
std::optional<RevisedEntry> entry_without_deletes(Db& db, const Key& key, const DeadEvents& dead);
/// The headword of an entry, also of a deleted one; empty where no import of it lives.
std::string word_of_entry(Db& db, const Key& key);

}  // namespace lianxi
