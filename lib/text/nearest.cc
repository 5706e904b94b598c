#include "text/nearest.h"

#include <algorithm>
#include <vector>

namespace lianxi {
namespace {

/// More edits than this make another word, not a slip.
constexpr std::size_t kMostEdits = 2;

/// Insertions, deletions and replacements that make `a` of `b`.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] != b[j - 1] ? 1 : 0);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row.back();
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view typed,
                                        std::span<const std::string_view> names) {
  std::optional<std::string_view> best;
  std::size_t fewest = kMostEdits + 1;
  for (const std::string_view name : names) {
    const std::size_t edits = distance(name, typed);
    if (edits >= fewest) continue;
    best = name;
    fewest = edits;
  }
  return best;
}

}  // namespace lianxi
