#pragma once

// Merging: the log becomes the union of two logs, and every cache is what folding that union
// gives. So it does not matter in which order, how often or by which way round logs meet. An event
// that has come with two contents counts with the same one everywhere; one whose clock is more than
// two days ahead is held back until its time.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "session/import_job.h"
#include "store/event_record.h"

namespace lianxi {

/// A clock further ahead of this machine's than this is wrong.
inline constexpr std::chrono::hours kLargestLead{48};

/// Where records come from: calls back for each. May throw Error.
using RecordSource = std::function<void(const std::function<void(const store::EventRecord&)>&)>;

/// A card that is due on another day than before, or no longer, or newly.
struct DueChange {
  std::string headword;
  CardKind kind{};
  std::string target;
  std::optional<StudyDay> before, after;
  std::string why;  ///< "review x2, undo"
};

struct MergeReport {
  std::int64_t events_new = 0;
  std::int64_t events_known = 0;
  std::int64_t held_back = 0;                  ///< newly, with a clock too far ahead
  std::int64_t released = 0;                   ///< of those held back earlier
  std::map<EventType, std::int64_t> by_type;   ///< the new ones
  std::map<DeviceId, std::int64_t> by_device;  ///< the new ones
  std::vector<EventId> two_contents;           ///< ids that have come with two contents
  std::vector<std::string> entries_new, entries_changed, entries_gone;  ///< headwords
  std::vector<EntryConflict> conflicts;                                 ///< of these entries
  std::vector<std::string> settings;  ///< "new-cards = 5"; "new-cards: as by default"
  std::vector<DueChange> due;
};

struct MergeOptions {
  bool dry_run = false;    ///< says what would happen and writes nothing
  std::uint64_t seed = 0;  ///< 64 random bits, for a new device id where this device needs one
};

/// Takes records into the log and folds what they are about. Nothing is written where a record
/// cannot be used (Error, input). Where events of this device arrive that it does not know, it has
/// fallen back or was copied, and goes on as a new one. Runs in a transaction of its own.
MergeReport merge(Db& db, Moment now, const RecordSource& source, const MergeOptions& options = {});

}  // namespace lianxi
