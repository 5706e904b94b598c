#pragma once

// What a learner has answered, as fitting reads it. Every answer is stored once, beside the other
// answers to its card; an item, which is an answer together with all before it, is only a place in
// that list. (A list of items that each carry their history grows with the square of its length.)
//
// Which answers count: all after a card's first that came on a later study day than the one before.
// Same-day answers shape the memory and are not predicted. Cards whose first interval is rare are
// left out, as are very long first intervals; recent items weigh more than old ones
// (recency_weight). Source: fsrs-rs 6.6 (June 2026), Open Spaced Repetition: its outlier filter.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "evaluate/graded_review.h"

namespace lianxi {

/// How often a card that was first answered so, and next seen after so many days, was recalled.
struct FirstInterval {
  std::uint8_t rating = 0;
  std::int32_t days = 0;
  std::uint32_t count = 0, recalled = 0;
};

/// The answers by card, and within a card in time order.
struct Histories {
  static constexpr std::uint32_t kNoItem = 0xffffffff;

  std::vector<std::uint32_t> first;   ///< card c has the reviews first[c] to first[c + 1] - 1
  std::vector<std::int32_t> elapsed;  ///< whole study days since the card's last review, 0 at first
  std::vector<std::uint8_t> rating;   ///< 1-4
  std::vector<std::uint32_t> rank;    ///< of an item: how many items came before; else kNoItem
  std::uint32_t items = 0;
  std::uint32_t recalled = 0;                  ///< items answered hard or better
  std::vector<FirstInterval> first_intervals;  ///< ascending by rating and days; of items only

  std::size_t cards() const { return first.size() - 1; }
  std::size_t reviews() const { return elapsed.size(); }
  bool is_item(std::size_t review) const { return rank[review] != kNoItem; }
};

/// Whether cards with an uncommon first interval are items too.
enum class Outliers : std::uint8_t { kept, dropped };

/// Takes the answers in time order. A day before the card's last one counts as that day.
Histories histories(std::span<const GradedReview> reviews, Outliers outliers);

}  // namespace lianxi
