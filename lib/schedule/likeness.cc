#include "schedule/likeness.h"

#include <algorithm>

namespace lianxi {
namespace {

/// A packed mark: four bytes, the first highest, of which the first two bits say what it is of.
constexpr std::size_t kPackedMark = 4;
constexpr std::uint32_t kShared = 0, kName = 0x8000'0000, kOther = 0x4000'0000;

std::uint32_t packed_mark(std::string_view packed, std::size_t at) {
  std::uint32_t mark = 0;
  for (std::size_t i = 0; i < kPackedMark; ++i) {
    mark = mark << 8 | static_cast<unsigned char>(packed[at + i]);
  }
  return mark;
}

}  // namespace

bool alike(const QueueEntry& a, const QueueEntry& b) {
  auto one = a.marks.begin();
  auto other = b.marks.begin();
  while (one != a.marks.end() && other != b.marks.end() && *one != *other) {
    ++(*one < *other ? one : other);
  }
  return one != a.marks.end() && other != b.marks.end();
}

Likeness pack_likeness(const std::vector<std::uint64_t>& shared, std::uint64_t name,
                       const std::vector<std::uint64_t>& named) {
  Likeness packed;
  const auto add = [&](std::uint32_t role, std::uint64_t mark) {
    const std::uint32_t bits = role | (static_cast<std::uint32_t>(mark) & ~(kName | kOther));
    for (const int shift : {24, 16, 8, 0}) packed += static_cast<char>(bits >> shift);
  };
  for (const std::uint64_t mark : shared) add(kShared, mark);
  add(kName, name);
  for (const std::uint64_t mark : named) add(kName | kOther, mark);
  return packed;
}

bool alike(std::string_view a, std::string_view b) {
  for (std::size_t i = 0; i + kPackedMark <= a.size(); i += kPackedMark) {
    // The name of one is wanted among those that the other names.
    const std::uint32_t mark = packed_mark(a, i);
    const std::uint32_t wanted = mark & kName ? mark ^ kOther : mark;
    for (std::size_t j = 0; j + kPackedMark <= b.size(); j += kPackedMark) {
      if (packed_mark(b, j) == wanted) return true;
    }
  }
  return false;
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
