#pragma once

// Proving the collection: everything that is cached is folded again and compared with what
// stands. Changes nothing.

#include <string>
#include <vector>

#include "sqlite/db.h"

namespace lianxi {

struct CheckReport {
  std::vector<std::string> findings;  ///< empty when all is well
  std::string state;                  ///< digest of cards, entries and settings as folded
  std::string log;                    ///< digest of the set of events
  std::int64_t events = 0;
  std::int64_t cards = 0;
  bool ok() const { return findings.empty(); }
};

CheckReport check_collection(Db& db);

}  // namespace lianxi
