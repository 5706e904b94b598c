#pragma once

// What a damaged file still holds becomes a collection again. The log only ever grew, so any row of
// it that is found anywhere in the file is true; caches are left behind and folded anew. Only what
// is whole is taken: a review with its facts, an event whose subject is known. The rest is counted,
// so that the learner knows, and a backup or another computer may give it back by a merge.

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "sqlite/db.h"

namespace lianxi {

/// What was saved of one device's events, and what is known to have been there.
struct SalvagedDevice {
  DeviceId device{};
  std::int64_t saved = 0;
  std::int64_t lost = 0;
  bool renamed = false;  ///< its name could not be read: it has a new one
};

struct SalvageReport {
  std::string aside;            ///< the damaged file
  std::int64_t lost_pages = 0;  ///< of the log beside it that could not be used
  std::vector<SalvagedDevice> devices;
  std::int64_t events = 0, lost_events = 0;
  std::int64_t reviews = 0;
  std::int64_t lost_reviews = 0;  ///< of the lost events those known to be reviews
  std::int64_t attempts = 0, lost_attempts = 0;
  std::int64_t texts = 0, lost_texts = 0;  ///< of entries, as imports gave them
};

/// Reads the file page by page, makes a collection of what is whole, proves it, and puts it in the
/// place of the damaged one, which stays beside it. `backups`: newest last; the newest that can be
/// read tells the names of devices and what of an event is missing. `seed`: 64 random bits for the
/// new device. Throws Error (collection), with the file as it was, where there is nothing to save,
/// no room or another process has the file open.
SalvageReport salvage(const std::string& collection, const std::vector<std::string>& backups,
                      Moment now, std::uint64_t seed);

/// How many events a backup holds that the collection does not. Nothing where it cannot be read.
std::optional<std::int64_t> events_to_gain(const std::string& backup,
                                           const std::string& collection);

/// A table of the log as its rows look in the file: a letter for each column. n: null, standing for
/// the rowid; i: an integer; I: one or null; t: a text; T: one or null; k: a key of 16 bytes.
struct StoredShape {
  const char* table;
  const char* columns;
};
/// Of every table of the log. A migration that changes one must change its shape.
const std::vector<StoredShape>& stored_shapes();

}  // namespace lianxi
