#pragma once

// Keeping apart what should not stand side by side: siblings, and words that learners take for one
// another.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace lianxi {

/// Changes the order of `items` from `first` on, as little as it can, so that fewer neighbours are
/// `alike` (symmetric); what stands before `first` stays and counts as a neighbour.
///
/// For two neighbours a b that are alike and two c d further on, a b ... c d becomes a c ... b d
/// where that leaves fewer alike; the nearest such pair is taken, on either side. When no turn
/// helps any more, siblings stand together only where nothing is left to stand between them:
/// two of a kind that are left prove that every other pair holds one of that kind.
/// Linear but for pairs that cannot be parted: each of those looks at up to 1,000 others.
template <typename Item, typename Alike>
void keep_apart(std::vector<Item>& items, std::size_t first, Alike alike) {
  constexpr std::size_t kReach = 500;  // a longer turn would upset the order of a day
  const std::size_t size = items.size();
  // Neighbours are named by the one on the right. Nothing stands before 0 nor at the end.
  const auto clash = [&](std::size_t a, std::size_t b) {
    return b < size && alike(items[a], items[b]);
  };
  const auto turn = [&](std::size_t from, std::size_t end) {
    const bool open = from == 0;
    const int before = (open ? 0 : clash(from - 1, from)) + clash(end - 1, end);
    const int after = (open ? 0 : clash(from - 1, end - 1)) + clash(from, end);
    if (after >= before) return false;
    std::reverse(items.begin() + static_cast<std::ptrdiff_t>(from),
                 items.begin() + static_cast<std::ptrdiff_t>(end));
    return true;
  };
  const auto part = [&](std::size_t at) {  // items[at - 1] and items[at] are alike
    for (std::size_t reach = 2; reach <= kReach; ++reach) {
      const bool later = at + reach <= size;
      const bool earlier = at >= first + reach;
      if (later && turn(at, at + reach)) return true;
      if (earlier && turn(at - reach, at)) return true;
      if (!later && !earlier) break;
    }
    return false;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t at = std::max<std::size_t>(first, 1); at < size; ++at) {
      if (alike(items[at - 1], items[at])) changed = part(at) || changed;
    }
  }
}

}  // namespace lianxi
