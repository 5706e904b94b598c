#include "store/seq_set.h"

#include <algorithm>
#include <iterator>

namespace lianxi::store {

void SeqSet::add(DeviceId device, std::int64_t first, std::int64_t last) {
  Runs& runs = runs_[device];
  auto next = runs.upper_bound(first);
  if (next != runs.begin() && std::prev(next)->second >= first - 1) {
    --next;
    first = next->first;
  }
  while (next != runs.end() && next->first <= last + 1) {
    last = std::max(last, next->second);
    next = runs.erase(next);
  }
  runs.emplace(first, last);
}

void SeqSet::add(const SeqSet& other) {
  for (const auto& [device, runs] : other.runs_) {
    for (const auto& [first, last] : runs) add(device, first, last);
  }
}

bool SeqSet::contains(const EventId& id) const { return next_missing(id.device, id.seq) != id.seq; }

std::int64_t SeqSet::next_missing(DeviceId device, std::int64_t seq) const {
  const auto found = runs_.find(device);
  if (found == runs_.end()) return seq;
  const auto next = found->second.upper_bound(seq);
  if (next == found->second.begin()) return seq;
  return std::max(seq, std::prev(next)->second + 1);
}

std::int64_t SeqSet::highest(DeviceId device) const {
  const auto found = runs_.find(device);
  return found == runs_.end() ? 0 : found->second.rbegin()->second;
}

}  // namespace lianxi::store
