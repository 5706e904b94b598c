#pragma once

#include <utility>

#include "import/markdown_writer.h"
#include "support/collection.h"
#include "support/random_edits.h"

namespace lianxi::test {

/// Takes in a deck of one entry that its author has changed by chance. A version that chance has
/// made unusable is refused whole.
inline void import_changed(Db& db, const Clock& clock, std::mt19937& random, Entry& entry) {
  Entry next = changed_by_chance(entry, random, "?");
  try {
    import_text(db, clock, "contact", write_markdown(next));
  } catch (const Error&) {
    return;
  }
  entry = std::move(next);
}

}  // namespace lianxi::test
