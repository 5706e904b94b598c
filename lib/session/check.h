#pragma once

// Proving the collection: everything that is cached is folded again and compared with what
// stands. Changes nothing. A part that cannot be read is a finding, and the others are read.

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "sqlite/db.h"

namespace lianxi {

struct CheckReport {
  std::vector<std::string> findings;  ///< empty when all is well
  bool damaged = false;               ///< the file itself is: caches folded again will not mend it
  std::vector<std::string> notes;     ///< worth knowing, though nothing is wrong here
  std::string state;                  ///< digest of cards, entries and settings as folded
  std::string log;                    ///< digest of the set of events; both empty where not folded
  std::int64_t events = 0;
  std::int64_t cards = 0;
  bool ok() const { return findings.empty(); }
};

enum class CheckDepth {
  whole,
  quick,  ///< not the pages, indexes and references of the file, which take most of the time
};

/// `now`: clocks of the log further ahead than they may be are a finding; nothing: not looked at.
CheckReport check_collection(Db& db, const std::optional<Moment>& now = std::nullopt,
                             CheckDepth depth = CheckDepth::whole);

}  // namespace lianxi
