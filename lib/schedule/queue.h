#pragma once

// What to show next: which cards, in which order, within which limits. Pure: the cards, the day
// and the limits come in, an order comes out, the same for the same input on every device.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "schedule/likeness.h"

namespace lianxi {

/// The facts of a card that decide its place.
struct QueueCard {
  CardId card{};
  EntryId entry{};
  std::uint64_t hash = 0;         ///< of the stable key: the same on every device
  StudyDay due{};                 ///< review and drill cards
  std::int64_t interval = 0;      ///< review cards, days
  std::int64_t position = 0;      ///< new cards: the order in which they are introduced
  bool introduced_entry = false;  ///< new cards: another card of the entry has been reviewed
  bool stable = false;            ///< the entry, where its likeness is known
  Likeness likeness{};            ///< of the entry
};

/// How likely a due card is recalled today, 0 to 1.
using RecallOf = std::function<double(const QueueCard&)>;

/// What there is to choose from. A card is in one of the lists only.
struct QueueCards {
  std::vector<QueueCard> due{}, fresh{}, drills{};
  bool fresh_is_all = true;           ///< false: more new cards wait behind these
  std::vector<QueueEntry> entries{};  ///< of these cards, and those introduced lately
  /// Asked, once each, for other entries that matter and of whose likeness nothing is known, and
  /// for those that may begin; null: nothing is known of it.
  std::function<const QueueEntry*(EntryId)> know = {};
  bool in_order = true;  ///< false: only which cards there are matters
  /// Of schedulers that know; asked once for each due card, in a backlog only.
  RecallOf recall = {};
};

struct QueueLimits {
  int new_cards = 10;          ///< still allowed today
  std::optional<int> reviews;  ///< still allowed today; none: no limit
  int new_per_entry = 4;       ///< new cards of one entry on one day
  Days spacing{3};             ///< between the introductions of entries that are alike; 0: any day
};

/// What has been done today already: it counts against siblings.
struct QueueHistory {
  std::vector<EntryId> entries_today;      ///< entries with a card answered today, once per card
  std::vector<EntryId> entries_new_today;  ///< entries with a card introduced today, once per card
  double mean_daily_reviews = 0;           ///< of the last 30 days
};

/// A card's place in the day.
enum class QueuePart : std::uint8_t { review, new_card, drill };
struct QueueItem {
  CardId card{};
  QueuePart part{};
  bool overdue = false;  ///< a review that was due on an earlier day
  EntryId entry{};
  friend bool operator==(const QueueItem&, const QueueItem&) = default;
};

/// Whether more is due than a day can hold: more due than the review limit; without a limit, more
/// cards overdue from earlier days than twice the mean day, at least 50.
struct Backlog {
  int cards = 0;  ///< due; without a review limit, overdue
  int limit = 0;  ///< so many are none yet
  bool there() const { return cards > limit; }
};
Backlog backlog_of(const std::vector<QueueCard>& due, StudyDay today, const QueueLimits& limits,
                   const QueueHistory& history);
bool is_backlog(const std::vector<QueueCard>& due, StudyDay today, const QueueLimits& limits,
                const QueueHistory& history);

/// Puts due cards in the order of a backlog: the least overdue relative to its interval first, or,
/// where that is known, the one most likely recalled. What is nearly forgotten loses least by
/// waiting. Source: review-sort-order-comparison, October 2024.
void sort_as_backlog(std::vector<QueueCard>& due, StudyDay today, const RecallOf& recall = {});

/// The day's queue: due cards (by due day and a per-day hash; with a backlog in the order of
/// sort_as_backlog(), then cut at the limit), then new ones, then drills.
///
/// Siblings stand apart. Due ones divide the day evenly, those whose entry has been answered
/// already come late in it. A new card whose entry has another card today waits while unrelated
/// new cards fill the limit. Siblings, and cards of entries that are alike and not both stable,
/// are side by side only where nothing else is left.
///
/// An entry does not begin within `spacing` days of one like it. Where nothing else begins on the
/// day and the limit leaves room, one such entry does: the one whose like began longest ago. An
/// entry that has begun goes on, whatever it is like.
/// O(n log n); see keep_apart() for cards that cannot be parted.
std::vector<QueueItem> make_queue(const QueueCards& cards, StudyDay today,
                                  const QueueLimits& limits, const QueueHistory& history);

/// Puts the first new cards in the order of their introduction (entries that have begun, then by
/// position), so many at most, into `fresh`, and what is known of their entries into `entries`.
using DrawNew = std::function<void(QueueCards&, std::size_t at_most)>;

/// The same for cards whose new ones are drawn from a long list: more and more of them, until the
/// limit is filled or there are no more.
std::vector<QueueItem> draw_queue(QueueCards cards, const DrawNew& draw, StudyDay today,
                                  const QueueLimits& limits, const QueueHistory& history);

}  // namespace lianxi
