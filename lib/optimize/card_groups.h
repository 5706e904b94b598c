#pragma once

// Cards laid side by side for processors that do the same with several numbers at once: 16 cards of
// about the same number of answers are one group, read answer by answer. A shorter card is filled
// up with answers that weigh nothing. Groups are gathered into chunks, the unit of work that is
// summed by itself, so that sums do not depend on how many threads share the work.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "optimize/histories.h"

namespace lianxi {

/// As many floats as one group has cards, on a line of the cache.
struct alignas(64) GroupLine {
  static constexpr std::size_t kCards = 16;
  float card[kCards];
};

/// One answer of each card of a group.
struct GroupAnswer {
  GroupLine elapsed;  ///< whole study days
  GroupLine rating;   ///< 1-4
  GroupLine weight;   ///< of its loss; 0 where it is no item
};

struct CardGroup {
  std::uint32_t begin = 0;  ///< the place of its second answer among `answers`
  std::uint32_t count = 0;  ///< of answers after the first
};

struct CardGroups {
  std::vector<GroupAnswer> answers;
  std::vector<GroupLine> first_ratings;  ///< of each group
  std::vector<CardGroup> groups;
  std::vector<std::uint32_t> chunks;  ///< chunk i has the groups chunks[i] to chunks[i + 1] - 1
  std::uint32_t longest = 0;          ///< the greatest count of a group
  double weight = 0;                  ///< of all items together

  std::size_t chunk_count() const { return chunks.empty() ? 0 : chunks.size() - 1; }
};

/// Lays out the cards for which `wanted` holds, each up to its last item. `scale` multiplies the
/// recency weights.
CardGroups card_groups(const Histories& from, const std::function<bool(std::size_t card)>& wanted,
                       double scale);

}  // namespace lianxi
