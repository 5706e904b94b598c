#include "optimize/card_numbers.h"

#include <algorithm>

namespace lianxi {

CardNumbers::CardNumbers(std::span<const GradedReview> reviews) {
  std::uint32_t most = 0;
  for (const GradedReview& review : reviews) most = std::max(most, review.card);
  count_ = reviews.empty() ? 0 : std::size_t{most} + 1;
  if (count_ <= 2 * reviews.size() + 1024) return;
  for (const GradedReview& review : reviews) sorted_.push_back(review.card);
  std::sort(sorted_.begin(), sorted_.end());
  sorted_.erase(std::unique(sorted_.begin(), sorted_.end()), sorted_.end());
  count_ = sorted_.size();
}

std::size_t CardNumbers::operator[](std::uint32_t card) const {
  if (sorted_.empty()) return card;
  const auto found = std::lower_bound(sorted_.begin(), sorted_.end(), card);
  return static_cast<std::size_t>(found - sorted_.begin());
}

}  // namespace lianxi
