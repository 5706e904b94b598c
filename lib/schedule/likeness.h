#pragma once

// Entries that learners take for one another: met a few days apart at first, and not shown side by
// side until both are known. Why two entries are alike is not known here; they come with marks.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace lianxi {

/// What the queue must know of an entry to keep it from those that are like it.
struct QueueEntry {
  EntryId entry{};
  std::vector<std::uint64_t> marks;    ///< ascending; two entries are alike when they share one
  bool stable = false;                 ///< may stand beside an entry like it that is stable too
  std::optional<StudyDay> introduced;  ///< day of its first graded review
};

/// Whether the two share a mark.
bool alike(const QueueEntry& a, const QueueEntry& b);

/// What makes an entry like others, as far as it can say so by itself; packed, to be kept with each
/// of its cards. Empty: nothing is known.
using Likeness = std::string;
/// `shared`: marks that entries have in common; `name`: the entry's own; `named`: those of the
/// entries that it names. 30 bits of each count.
Likeness pack_likeness(const std::vector<std::uint64_t>& shared, std::uint64_t name,
                       const std::vector<std::uint64_t>& named);
/// Whether the two share a mark or one names the other.
bool alike(std::string_view a, std::string_view b);

/// Which entries may begin on a day.
class Introductions {
 public:
  /// `entries`: those introduced lately, on `today` too; others among them do not matter.
  /// An entry begins `spacing` days after one like it at the soonest; 0: on any day.
  Introductions(const std::vector<QueueEntry>& entries, StudyDay today, Days spacing);

  /// Begins an entry, unless one like it has begun lately. To be asked in the order in which they
  /// wait. Null: nothing is known of the entry, so it is like no other.
  bool try_begin(const QueueEntry* entry);
  /// The latest day on which one like it began; before all days where none did.
  StudyDay latest_like(const QueueEntry& entry) const;
  /// Whether an entry begins, or has begun, today.
  bool any_today() const { return any_today_; }

 private:
  void begin(const QueueEntry& entry, StudyDay day);

  StudyDay today_;
  Days spacing_;
  std::unordered_map<std::uint64_t, StudyDay> latest_;  // by mark
  bool any_today_ = false;
};

}  // namespace lianxi
