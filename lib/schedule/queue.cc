#include "schedule/queue.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "schedule/apart.h"

namespace lianxi {
namespace {

/// Numbers the entries of a day from 0, so that what is known of them fits plain vectors.
class EntryNumbers {
 public:
  explicit EntryNumbers(std::vector<EntryId> entries) : entries_(std::move(entries)) {
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  }
  std::uint32_t operator[](EntryId entry) const {
    const auto found = std::lower_bound(entries_.begin(), entries_.end(), entry);
    return static_cast<std::uint32_t>(found - entries_.begin());
  }
  std::size_t size() const { return entries_.size(); }
  EntryId id(std::size_t number) const { return entries_[number]; }

 private:
  std::vector<EntryId> entries_;
};

/// A card on its way to its place.
struct Place {
  double order = 0;       ///< what sorts first
  std::uint64_t tie = 0;  ///< what sorts within that
  CardId card{};
  std::uint32_t entry = 0;  ///< by EntryNumbers
  bool overdue = false;
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

/// What sorts the cards of a backlog first. Overdueness tells how likely cards are recalled only
/// among those that were planned for one retention, without fuzz.
double backlog_order(const QueueCard& card, StudyDay today, const RecallOf& recall) {
  return recall ? -recall(card) : relative_overdueness(card, today);
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
}

/// Makes one day's queue part by part, in the order of the calls.
class QueueMaker {
 public:
  QueueMaker(const EntryNumbers& entries, const QueueCards& cards, StudyDay today,
             const QueueLimits& limits, const QueueHistory& history)
      : entries_(entries),
        cards_(cards),
        card_of_(entries.size()),
        known_(entries.size()),
        introductions_(cards.entries, today, limits.spacing),
        today_(today),
        limits_(limits),
        cards_today_(count(history.entries_today)),
        new_today_(count(history.entries_new_today)) {
    for (const QueueEntry& entry : cards.entries) known_[entries_[entry.entry]] = &entry;
  }

  void add_due(bool backlog) {
    Places places;
    places.reserve(cards_.due.size());
    for (const QueueCard& card : cards_.due) {
      const double order = backlog ? backlog_order(card, today_, cards_.recall)
                                   : static_cast<double>(day_number(card.due));
      places.push_back({order, day_hash(card, today_), card.card, number(card), card.due < today_});
    }
    std::sort(places.begin(), places.end());
    if (limits_.reviews) shorten(places, *limits_.reviews);
    if (cards_.in_order) spread_siblings(places, cards_today_);
    for (const Place& place : places) ++cards_today_[place.entry];
    append(places, QueuePart::review);
  }

  /// Cards of entries already introduced go first, so that a word's second card is not put off
  /// for ever by new words; then by position. But first of all the rounds: a card whose entry has
  /// k other cards today, answered or placed, waits until every card with fewer has its place.
  void add_new() {
    std::vector<const QueueCard*> fresh;
    for (const QueueCard& card : cards_.fresh) fresh.push_back(&card);
    std::sort(fresh.begin(), fresh.end(), [](const QueueCard* a, const QueueCard* b) {
      return std::tuple(!a->introduced_entry, a->position, a->hash, a->card) <
             std::tuple(!b->introduced_entry, b->position, b->hash, b->card);
    });
    Places places;
    Places held_back;
    int first_round = 0;  // once these fill the limit, nothing after them comes before them
    for (const QueueCard* card : fresh) {
      if (first_round == limits_.new_cards) break;
      const std::uint32_t entry = number(*card);
      if (card->introduced_entry || may_begin(entry)) {
        first_round += place_new(places, card->card, entry) ? 1 : 0;
      } else {
        held_back.push_back({0, 0, card->card, entry});
      }
    }
    std::sort(places.begin(), places.end());
    shorten(places, limits_.new_cards);
    if (cards_.fresh_is_all && !introductions_.any_today()) begin_one_of(held_back, places);
    append(places, QueuePart::new_card);
  }

  void add_drills() {
    Places places;
    for (const QueueCard& card : cards_.drills) {
      places.push_back({0, day_hash(card, today_), card.card, number(card)});
    }
    std::sort(places.begin(), places.end());
    append(places, QueuePart::drill);
  }

  std::vector<QueueItem> take() const {
    std::vector<QueueItem> items;
    items.reserve(queue_.size());
    for (const auto& [place, part] : queue_) {
      items.push_back({place.card, part, place.overdue, entries_.id(place.entry)});
    }
    return items;
  }

 private:
  std::vector<int> count(const std::vector<EntryId>& entries) const {
    std::vector<int> counts(entries_.size(), 0);
    for (const EntryId entry : entries) ++counts[entries_[entry]];
    return counts;
  }

  std::uint32_t number(const QueueCard& card) {
    const std::uint32_t entry = entries_[card.entry];
    card_of_[entry] = &card;
    return entry;
  }

  /// Null: nothing is known of it.
  const QueueEntry* know(std::size_t entry) {
    auto& known = known_[entry];
    if (!known) known = cards_.know ? cards_.know(entries_.id(entry)) : nullptr;
    return *known;
  }

  static void shorten(Places& places, int limit) {
    const auto size = static_cast<std::size_t>(std::max(0, limit));
    if (places.size() > size) places.resize(size);
  }

  bool may_begin(std::size_t entry) {
    const auto [decision, first_asked] = begins_.try_emplace(entry, false);
    if (first_asked) decision->second = introductions_.try_begin(know(entry));
    return decision->second;
  }

  /// Whether it is in the first round.
  bool place_new(Places& places, CardId card, std::uint32_t entry) {
    if (new_today_[entry]++ >= limits_.new_per_entry) return false;
    const int round = cards_today_[entry]++;
    places.push_back({static_cast<double>(round), places.size(), card, entry});
    return round == 0;
  }

  /// Spacing gives way, so that no day is without a new word while one waits.
  void begin_one_of(const Places& held_back, Places& places) {
    const auto latest = [&](const Place& place) {
      return introductions_.latest_like(*know(place.entry));
    };
    const auto longest_ago =
        std::min_element(held_back.begin(), held_back.end(),
                         [&](const Place& a, const Place& b) { return latest(a) < latest(b); });
    for (const Place& place : held_back) {
      if (place.entry == longest_ago->entry) place_new(places, place.card, place.entry);
    }
    shorten(places, limits_.new_cards);
  }

  void append(const Places& places, QueuePart part) {
    const std::size_t first = queue_.size();
    queue_.reserve(first + places.size());
    for (const Place& place : places) queue_.push_back({place, part});
    if (!cards_.in_order) return;
    keep_apart(queue_, first, [&](const auto& a, const auto& b) {
      return must_part(a.first.entry, b.first.entry);
    });
  }

  bool must_part(std::size_t a, std::size_t b) {
    if (a == b) return true;
    const QueueCard& of_one = *card_of_[a];
    const QueueCard& of_other = *card_of_[b];
    if (!of_one.likeness.empty() && !of_other.likeness.empty()) {
      return !(of_one.stable && of_other.stable) && alike(of_one.likeness, of_other.likeness);
    }
    const QueueEntry* one = know(a);
    const QueueEntry* other = know(b);
    return one && other && !(one->stable && other->stable) && alike(*one, *other);
  }

  const EntryNumbers& entries_;
  const QueueCards& cards_;
  std::vector<const QueueCard*> card_of_;                // by entry: any of its cards
  std::vector<std::optional<const QueueEntry*>> known_;  // by entry, once asked
  Introductions introductions_;
  std::unordered_map<std::size_t, bool> begins_;  // by entry: whether it may, once asked
  StudyDay today_;
  const QueueLimits& limits_;
  std::vector<int> cards_today_;  // by entry
  std::vector<int> new_today_;    // by entry
  std::vector<std::pair<Place, QueuePart>> queue_;
};

/// Every entry that a day is about.
EntryNumbers number_entries(const QueueCards& cards, const QueueHistory& history) {
  std::vector<EntryId> entries = history.entries_today;
  entries.insert(entries.end(), history.entries_new_today.begin(), history.entries_new_today.end());
  for (const auto* list : {&cards.due, &cards.fresh, &cards.drills}) {
    for (const QueueCard& card : *list) entries.push_back(card.entry);
  }
  for (const QueueEntry& entry : cards.entries) entries.push_back(entry.entry);
  return EntryNumbers(std::move(entries));
}

/// Enough new cards to pass over siblings, and over some words that must wait.
std::size_t first_draw(const QueueLimits& limits) {
  return 40 + 12 * static_cast<std::size_t>(std::max(0, limits.new_cards));
}

}  // namespace

Backlog backlog_of(const std::vector<QueueCard>& due, StudyDay today, const QueueLimits& limits,
                   const QueueHistory& history) {
  if (limits.reviews) return {static_cast<int>(due.size()), std::max(0, *limits.reviews)};
  const auto overdue = std::count_if(due.begin(), due.end(),
                                     [&](const QueueCard& card) { return card.due < today; });
  return {static_cast<int>(overdue),
          static_cast<int>(std::max(50.0, 2 * history.mean_daily_reviews))};
}

bool is_backlog(const std::vector<QueueCard>& due, StudyDay today, const QueueLimits& limits,
                const QueueHistory& history) {
  return backlog_of(due, today, limits, history).there();
}

void sort_as_backlog(std::vector<QueueCard>& due, StudyDay today, const RecallOf& recall) {
  std::vector<std::pair<Place, std::size_t>> places;
  places.reserve(due.size());
  for (const QueueCard& card : due) {
    places.emplace_back(Place{backlog_order(card, today, recall), day_hash(card, today), card.card},
                        places.size());
  }
  std::sort(places.begin(), places.end());
  std::vector<QueueCard> sorted;
  sorted.reserve(due.size());
  for (const auto& [place, from] : places) sorted.push_back(std::move(due[from]));
  due = std::move(sorted);
}

std::vector<QueueItem> make_queue(const QueueCards& cards, StudyDay today,
                                  const QueueLimits& limits, const QueueHistory& history) {
  const EntryNumbers entries = number_entries(cards, history);
  QueueMaker queue(entries, cards, today, limits, history);
  queue.add_due(is_backlog(cards.due, today, limits, history));
  queue.add_new();
  queue.add_drills();
  return queue.take();
}

std::vector<QueueItem> draw_queue(QueueCards cards, const DrawNew& draw, StudyDay today,
                                  const QueueLimits& limits, const QueueHistory& history) {
  for (std::size_t at_most = first_draw(limits);; at_most *= 2) {
    if (limits.new_cards > 0) draw(cards, at_most);
    cards.fresh_is_all = cards.fresh.size() < at_most;
    auto queue = make_queue(cards, today, limits, history);
    const auto fresh = std::count_if(queue.begin(), queue.end(), [](const QueueItem& item) {
      return item.part == QueuePart::new_card;
    });
    if (cards.fresh_is_all || fresh >= limits.new_cards) return queue;
  }
}

}  // namespace lianxi
