#pragma once

// Which events a place holds, as runs of seqs for each device: a few numbers for a log of any
// length, and still the truth where an event of the middle was lost.

#include <cstdint>
#include <map>

#include "schedule/event.h"

namespace lianxi::store {

class SeqSet {
 public:
  /// The first and the last seq of each run; no two runs touch.
  using Runs = std::map<std::int64_t, std::int64_t>;

  void add(const EventId& id) { add(id.device, id.seq, id.seq); }
  /// All seqs from `first` to `last`, at least one.
  void add(DeviceId device, std::int64_t first, std::int64_t last);
  void add(const SeqSet& other);
  void remove(DeviceId device) { runs_.erase(device); }

  bool contains(const EventId& id) const;
  /// The first seq from `seq` on that is not in it.
  std::int64_t next_missing(DeviceId device, std::int64_t seq) const;
  /// 0 where there is none.
  std::int64_t highest(DeviceId device) const;
  const std::map<DeviceId, Runs>& runs() const { return runs_; }
  friend bool operator==(const SeqSet&, const SeqSet&) = default;

 private:
  std::map<DeviceId, Runs> runs_;
};

}  // namespace lianxi::store
