#include "optimize/histories.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "optimize/card_numbers.h"

namespace lianxi {
namespace {

/// Where the reviews of each card begin.
std::vector<std::uint32_t> beginnings(std::span<const GradedReview> reviews,
                                      const CardNumbers& cards) {
  std::vector<std::uint32_t> first(cards.count() + 1, 0);
  for (const GradedReview& review : reviews) ++first[cards[review.card] + 1];
  for (std::size_t c = 1; c < first.size(); ++c) first[c] += first[c - 1];
  return first;
}

void place_answers(std::span<const GradedReview> reviews, const CardNumbers& cards,
                   Histories& into) {
  std::vector<std::uint32_t> next(into.first.begin(), into.first.end() - 1);
  std::vector<std::int32_t> last_day(cards.count());
  for (const GradedReview& review : reviews) {
    const std::size_t card = cards[review.card];
    const std::uint32_t at = next[card]++;
    std::int64_t days = 0;
    if (at != into.first[card]) days = std::int64_t{review.day} - last_day[card];
    if (at == into.first[card] || days > 0) last_day[card] = review.day;
    into.elapsed[at] = static_cast<std::int32_t>(
        std::clamp<std::int64_t>(days, 0, std::numeric_limits<std::int32_t>::max()));
    into.rating[at] = static_cast<std::uint8_t>(review.rating);
  }
}

/// The card's first review on a later day than the one before; the end of its reviews without one.
std::uint32_t first_item(const Histories& from, std::size_t card) {
  std::uint32_t at = from.first[card];
  while (at < from.first[card + 1] && from.elapsed[at] == 0) ++at;
  return at;
}

/// A first rating and the first interval, in an order of ratings, then days.
std::uint64_t first_interval_key(const Histories& from, std::size_t card, std::uint32_t item) {
  return std::uint64_t{from.rating[from.first[card]]} << 32 |
         static_cast<std::uint32_t>(from.elapsed[item]);
}

std::vector<FirstInterval> count_first_intervals(const Histories& from) {
  std::vector<std::uint64_t> keys;  // the lowest bit: recalled
  for (std::size_t card = 0; card < from.cards(); ++card) {
    const std::uint32_t item = first_item(from, card);
    if (item == from.first[card + 1]) continue;
    keys.push_back(first_interval_key(from, card, item) << 1 | (from.rating[item] > 1 ? 1 : 0));
  }
  std::sort(keys.begin(), keys.end());
  std::vector<FirstInterval> groups;
  for (const std::uint64_t key : keys) {
    const auto rating = static_cast<std::uint8_t>(key >> 33);
    const auto days = static_cast<std::int32_t>(key >> 1 & 0xffffffff);
    if (groups.empty() || groups.back().rating != rating || groups.back().days != days) {
      groups.push_back({rating, days, 0, 0});
    }
    ++groups.back().count;
    groups.back().recalled += key & 1;
  }
  return groups;
}

/// Drops the rarest first intervals after one first rating, while what is dropped stays under a
/// twentieth (20 cards at least), and of the others those seen under 6 times or too long.
void drop_outliers(std::vector<FirstInterval>& groups) {
  std::sort(groups.begin(), groups.end(), [](const FirstInterval& a, const FirstInterval& b) {
    return a.count != b.count ? a.count < b.count : a.days < b.days;
  });
  std::uint32_t total = 0;
  for (const FirstInterval& group : groups) total += group.count;
  const std::uint32_t allowed = std::max(20u, total / 20);
  std::uint32_t removed = 0;
  std::erase_if(groups, [&](const FirstInterval& group) {
    if (removed + group.count < allowed) {
      removed += group.count;
      return true;
    }
    return group.count < 6 || group.days > (group.rating == 4 ? 365 : 100);
  });
}

std::vector<FirstInterval> without_outliers(const std::vector<FirstInterval>& groups) {
  std::vector<FirstInterval> kept;
  for (std::uint8_t rating = 1; rating <= 4; ++rating) {
    std::vector<FirstInterval> of_rating;
    std::copy_if(groups.begin(), groups.end(), std::back_inserter(of_rating),
                 [&](const FirstInterval& group) { return group.rating == rating; });
    drop_outliers(of_rating);
    kept.insert(kept.end(), of_rating.begin(), of_rating.end());
  }
  std::sort(kept.begin(), kept.end(), [](const FirstInterval& a, const FirstInterval& b) {
    return std::pair(a.rating, a.days) < std::pair(b.rating, b.days);
  });
  return kept;
}

/// Per card, whether its first interval is among these.
std::vector<std::uint8_t> cards_with(const std::vector<FirstInterval>& groups,
                                     const Histories& from) {
  std::vector<std::uint64_t> keys;
  for (const FirstInterval& group : groups) {
    keys.push_back(std::uint64_t{group.rating} << 32 | static_cast<std::uint32_t>(group.days));
  }
  std::vector<std::uint8_t> with(from.cards());
  for (std::size_t card = 0; card < from.cards(); ++card) {
    const std::uint32_t item = first_item(from, card);
    with[card] = item != from.first[card + 1] &&
                 std::binary_search(keys.begin(), keys.end(), first_interval_key(from, card, item));
  }
  return with;
}

void rank_items(std::span<const GradedReview> reviews, const CardNumbers& cards, Histories& into) {
  const std::vector<std::uint8_t> kept = cards_with(into.first_intervals, into);
  std::vector<std::uint32_t> next(into.first.begin(), into.first.end() - 1);
  for (const GradedReview& review : reviews) {
    const std::size_t card = cards[review.card];
    const std::uint32_t at = next[card]++;
    if (!kept[card] || into.elapsed[at] == 0) continue;
    into.rank[at] = into.items++;
    into.recalled += into.rating[at] > 1;
  }
}

}  // namespace

Histories histories(std::span<const GradedReview> reviews, Outliers outliers) {
  const CardNumbers cards(reviews);
  Histories made;
  made.first = beginnings(reviews, cards);
  made.elapsed.resize(made.first.back());
  made.rating.resize(made.first.back());
  made.rank.assign(made.first.back(), Histories::kNoItem);
  place_answers(reviews, cards, made);
  made.first_intervals = count_first_intervals(made);
  if (outliers == Outliers::dropped) made.first_intervals = without_outliers(made.first_intervals);
  rank_items(reviews, cards, made);
  return made;
}

}  // namespace lianxi
