#include "schedule/likeness.h"

#include <algorithm>

namespace lianxi {

bool alike(const QueueEntry& a, const QueueEntry& b) {
  auto one = a.marks.begin();
  auto other = b.marks.begin();
  while (one != a.marks.end() && other != b.marks.end() && *one != *other) {
    ++(*one < *other ? one : other);
  }
  return one != a.marks.end() && other != b.marks.end();
}

Introductions::Introductions(const std::vector<QueueEntry>& entries, StudyDay today, Days spacing)
    : today_(today), spacing_(spacing) {
  for (const QueueEntry& entry : entries) {
    if (!entry.introduced) continue;
    any_today_ = any_today_ || *entry.introduced == today;
    begin(entry, *entry.introduced);
  }
}

bool Introductions::try_begin(const QueueEntry* entry) {
  if (entry && latest_like(*entry) > today_ - spacing_) return false;
  if (entry) begin(*entry, today_);
  any_today_ = true;
  return true;
}

StudyDay Introductions::latest_like(const QueueEntry& entry) const {
  StudyDay latest = StudyDay::min();
  for (const std::uint64_t mark : entry.marks) {
    const auto found = latest_.find(mark);
    if (found != latest_.end()) latest = std::max(latest, found->second);
  }
  return latest;
}

void Introductions::begin(const QueueEntry& entry, StudyDay day) {
  for (const std::uint64_t mark : entry.marks) {
    StudyDay& latest = latest_.try_emplace(mark, day).first->second;
    latest = std::max(latest, day);
  }
}

}  // namespace lianxi
