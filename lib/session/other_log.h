#pragma once

// Logs of elsewhere, to be merged: another collection, a backup, a bundle of events. What lies
// there is only read, also where it is of an older version.

#include <string>

#include "session/merge.h"

namespace lianxi {

/// The records of the file at `path`, read when they are asked for. Throws Error, then or now:
/// (input) where it is neither a collection nor a bundle, or damaged; (usage) where it is `db`
/// itself.
RecordSource records_of_file(Db& db, const std::string& path, Moment now);

}  // namespace lianxi
