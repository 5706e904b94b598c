#pragma once

// Which other words the blanks of an entry admit, and how we know: for `show --rivals` and
// `import --explain`.

#include <string>
#include <vector>

#include "cards/card.h"
#include "cards/rivals.h"
#include "sqlite/db.h"

namespace lianxi {

/// One blank (or, of a recall card, definition) and what else would be good there.
struct ExplainedBlank {
  Card card;
  std::string prompt;  ///< one line: the sentence with its blank, or the definition
  std::vector<Rival> rivals;
};

/// The blanks and definitions of an entry that have rivals, in the order of its cards.
std::vector<ExplainedBlank> explain_entry(Db& db, EntryId entry);

/// The same for entries just imported and for those whose blanks their sentences speak of.
std::vector<ExplainedBlank> explain_entries(Db& db, const std::vector<std::string>& headwords);

}  // namespace lianxi
