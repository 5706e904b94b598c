#pragma once

// Logs of elsewhere, to be merged: another collection, a backup, a bundle of events, a collection
// as JSON. What lies there is only read, also where it is of an older version.

#include <string>

#include "session/merge.h"

namespace lianxi {

/// Whether the file is a text that holds a log, not entries: a bundle of events, or JSON.
bool is_log_text(const std::string& path);

/// The records of the file at `path`, read when they are asked for. Throws Error, then or now:
/// (input) where it is none of these, or damaged; (usage) where it is `db`
/// itself.
RecordSource records_of_file(Db& db, const std::string& path, Moment now);

}  // namespace lianxi
