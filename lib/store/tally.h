#pragma once

// How much there is of everything, for the screen that says so at every start. Triggers of the
// schema keep count, so that nobody needs to.

#include <cstdint>

#include "sqlite/db.h"

namespace lianxi::store {

struct Tally {
  std::int64_t entries = 0;
  std::int64_t cards = 0;  ///< not retired
  std::int64_t open = 0;   ///< of these
};
Tally tally(Db& db);

/// Counts anew what has been counted, to mend it.
void tally_again(Db& db);

}  // namespace lianxi::store
