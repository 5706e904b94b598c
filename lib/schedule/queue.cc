#include "schedule/queue.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "base/hash.h"

namespace lianxi {
namespace {

/// Numbers the entries of a day from 0, so that what is known of them fits plain vectors.
class EntryNumbers {
 public:
  explicit EntryNumbers(std::vector<EntryId> entries) : entries_(std::move(entries)) {
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  }
  std::size_t operator[](EntryId entry) const {
    const auto found = std::lower_bound(entries_.begin(), entries_.end(), entry);
    return static_cast<std::size_t>(found - entries_.begin());
  }
  std::size_t size() const { return entries_.size(); }

 private:
  std::vector<EntryId> entries_;
};

/// A card on its way to its place.
struct Place {
  double order = 0;       ///< what sorts first
  std::uint64_t tie = 0;  ///< what sorts within that
  CardId card{};
  std::size_t entry = 0;  ///< by EntryNumbers
  bool operator<(const Place& other) const {
    return std::tie(order, tie, card) < std::tie(other.order, other.tie, other.card);
  }
};
using Places = std::vector<Place>;

/// The same card stands elsewhere every day, and on every device at the same place.
std::uint64_t day_hash(const QueueCard& card, StudyDay today) {
  return splitmix64(card.hash ^ splitmix64(static_cast<std::uint64_t>(day_number(today))));
}

/// Small for a card that is a little late for its long interval. The thousandth keeps the cards
/// due today in order of their intervals, longest first.
double relative_overdueness(const QueueCard& card, StudyDay today) {
  const auto days_late = static_cast<double>((today - card.due).count());
  return (days_late + 0.001) / static_cast<double>(std::max<std::int64_t>(1, card.interval));
}

/// Moves a card that stands beside a sibling behind the next card of another entry. One pass
/// leaves siblings together only at the end.
void part_neighbours_once(Places& places) {
  Places parted;
  parted.reserve(places.size());
  Places waiting;  // all of one entry: the one placed last
  std::size_t next_waiting = 0;
  for (const Place& place : places) {
    if (!parted.empty() && parted.back().entry == place.entry) {
      waiting.push_back(place);
      continue;
    }
    parted.push_back(place);
    if (next_waiting < waiting.size()) parted.push_back(waiting[next_waiting++]);
    if (next_waiting == waiting.size()) {
      waiting.clear();
      next_waiting = 0;
    }
  }
  parted.insert(parted.end(), waiting.begin() + static_cast<std::ptrdiff_t>(next_waiting),
                waiting.end());
  places = std::move(parted);
}

/// No two siblings side by side, unless more than half of the cards are of one entry. What the
/// pass forward has left together at the end, the pass backward takes apart.
void part_neighbours(Places& places) {
  for (int pass = 0; pass < 2; ++pass) {
    part_neighbours_once(places);
    std::reverse(places.begin(), places.end());
  }
}

/// Siblings divide the day evenly. Of an entry with `m` cards, those answered already included,
/// the j-th (from 0) belongs into the j-th m-th part of the day, as far into it as the entry
/// itself would stand in a day of entries. Cards without siblings keep their order.
void spread_siblings(Places& places, const std::vector<int>& answered) {
  std::vector<int> total = answered;
  for (const Place& place : places) ++total[place.entry];
  std::vector<int> placed = answered;
  constexpr double kUnranked = -1;
  std::vector<double> ranks(answered.size(), kUnranked);
  double entries = 0;
  for (const Place& place : places) {
    if (ranks[place.entry] == kUnranked) ranks[place.entry] = entries++;
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t entry = places[i].entry;
    places[i].order = (ranks[entry] + entries * placed[entry]++) / total[entry];
    places[i].tie = i;
  }
  std::sort(places.begin(), places.end());
  part_neighbours(places);
}

/// Makes one day's queue part by part, in the order of the calls.
class QueueMaker {
 public:
  QueueMaker(EntryNumbers entries, StudyDay today, const QueueLimits& limits,
             const QueueHistory& history)
      : entries_(std::move(entries)),
        today_(today),
        limits_(limits),
        cards_today_(count(history.entries_today)),
        new_today_(count(history.entries_new_today)) {}

  void add_due(const std::vector<QueueCard>& due, bool backlog) {
    Places places;
    places.reserve(due.size());
    for (const QueueCard& card : due) {
      const double order =
          backlog ? relative_overdueness(card, today_) : static_cast<double>(day_number(card.due));
      places.push_back({order, day_hash(card, today_), card.card, entries_[card.entry]});
    }
    std::sort(places.begin(), places.end());
    if (limits_.reviews) shorten(places, *limits_.reviews);
    spread_siblings(places, cards_today_);
    for (const Place& place : places) ++cards_today_[place.entry];
    append(places, QueuePart::review);
  }

  /// Cards of entries already introduced go first, so that a word's second card is not put off
  /// for ever by new words; then by position. But first of all the rounds: a card whose entry has
  /// k other cards today, answered or placed, waits until every card with fewer has its place.
  void add_new(std::vector<QueueCard> fresh) {
    std::sort(fresh.begin(), fresh.end(), [](const QueueCard& a, const QueueCard& b) {
      return std::tuple(!a.introduced_entry, a.position, a.hash, a.card) <
             std::tuple(!b.introduced_entry, b.position, b.hash, b.card);
    });
    Places places;
    places.reserve(fresh.size());
    for (const QueueCard& card : fresh) {
      const std::size_t entry = entries_[card.entry];
      if (new_today_[entry]++ >= limits_.new_per_entry) continue;
      const int round = cards_today_[entry]++;
      places.push_back({static_cast<double>(round), places.size(), card.card, entry});
    }
    std::sort(places.begin(), places.end());
    shorten(places, limits_.new_cards);
    part_neighbours(places);
    append(places, QueuePart::new_card);
  }

  void add_drills(const std::vector<QueueCard>& drills) {
    Places places;
    places.reserve(drills.size());
    for (const QueueCard& card : drills) {
      places.push_back({0, day_hash(card, today_), card.card, entries_[card.entry]});
    }
    std::sort(places.begin(), places.end());
    part_neighbours(places);
    append(places, QueuePart::drill);
  }

  std::vector<QueueItem> take() { return std::move(queue_); }

 private:
  std::vector<int> count(const std::vector<EntryId>& entries) const {
    std::vector<int> counts(entries_.size(), 0);
    for (const EntryId entry : entries) ++counts[entries_[entry]];
    return counts;
  }

  static void shorten(Places& places, int limit) {
    const auto size = static_cast<std::size_t>(std::max(0, limit));
    if (places.size() > size) places.resize(size);
  }

  void append(const Places& places, QueuePart part) {
    for (const Place& place : places) queue_.push_back({place.card, part});
  }

  EntryNumbers entries_;
  StudyDay today_;
  const QueueLimits& limits_;
  std::vector<int> cards_today_;  // by entry
  std::vector<int> new_today_;    // by entry
  std::vector<QueueItem> queue_;
};

}  // namespace

bool is_backlog(const std::vector<QueueCard>& due, StudyDay today, const QueueLimits& limits,
                const QueueHistory& history) {
  if (limits.reviews) return std::cmp_greater(due.size(), std::max(0, *limits.reviews));
  const auto overdue = std::count_if(due.begin(), due.end(),
                                     [&](const QueueCard& card) { return card.due < today; });
  return static_cast<double>(overdue) > std::max(50.0, 2 * history.mean_daily_reviews);
}

std::vector<QueueItem> make_queue(const std::vector<QueueCard>& due, std::vector<QueueCard> fresh,
                                  const std::vector<QueueCard>& drills, StudyDay today,
                                  const QueueLimits& limits, const QueueHistory& history) {
  std::vector<EntryId> entries = history.entries_today;
  entries.insert(entries.end(), history.entries_new_today.begin(), history.entries_new_today.end());
  for (const auto* cards : {&due, &std::as_const(fresh), &drills}) {
    for (const QueueCard& card : *cards) entries.push_back(card.entry);
  }
  QueueMaker queue(EntryNumbers(std::move(entries)), today, limits, history);
  queue.add_due(due, is_backlog(due, today, limits, history));
  queue.add_new(std::move(fresh));
  queue.add_drills(drills);
  return queue.take();
}

}  // namespace lianxi
