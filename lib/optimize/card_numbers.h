#pragma once

// The cards of a list of answers as numbers from 0, so that what is known of each can stand in an
// array. A caller's own numbers are used as they are unless that wastes room.

#include <cstdint>
#include <span>
#include <vector>

#include "evaluate/graded_review.h"

namespace lianxi {

class CardNumbers {
 public:
  explicit CardNumbers(std::span<const GradedReview> reviews);
  std::size_t count() const { return count_; }
  /// Of a card that is in the list; in the order of the caller's numbers.
  std::size_t operator[](std::uint32_t card) const;

 private:
  std::size_t count_ = 0;
  std::vector<std::uint32_t> sorted_;  // empty where the caller's numbers are used
};

}  // namespace lianxi
