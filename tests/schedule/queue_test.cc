#include "schedule/queue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <set>
#include <string>

#include "base/hash.h"

namespace lianxi {
namespace {

constexpr StudyDay kToday = day_from_number(20500);
constexpr QueueLimits kNoNew{0, std::nullopt, 4};

QueueCard make_card(int card, int entry) {
  QueueCard result;
  result.card = CardId{card};
  result.entry = EntryId{entry};
  result.hash = splitmix64(static_cast<std::uint64_t>(card));
  return result;
}

QueueCard due_card(int card, int entry, int days_late = 0, std::int64_t interval = 10) {
  QueueCard result = make_card(card, entry);
  result.due = kToday - Days{days_late};
  result.interval = interval;
  return result;
}

QueueCard new_card(int card, int entry, int position, bool introduced_entry = false) {
  QueueCard result = make_card(card, entry);
  result.position = position;
  result.introduced_entry = introduced_entry;
  return result;
}

/// An entry with these marks.
QueueEntry entry_with(int entry, std::vector<std::uint64_t> marks, bool stable = false,
                      std::optional<int> introduced_ago = {}) {
  std::sort(marks.begin(), marks.end());
  QueueEntry result{EntryId{entry}, std::move(marks), stable, {}};
  if (introduced_ago) result.introduced = kToday - Days{*introduced_ago};
  return result;
}

std::vector<int> ids(const std::vector<QueueItem>& queue) {
  std::vector<int> result;
  for (const QueueItem& item : queue) result.push_back(static_cast<int>(item.card));
  return result;
}

std::vector<int> due_ids(const std::vector<QueueCard>& due, const QueueLimits& limits = kNoNew,
                         const QueueHistory& history = {}) {
  return ids(make_queue({.due = due}, kToday, limits, history));
}

std::vector<int> new_ids(const std::vector<QueueCard>& fresh, const QueueLimits& limits = {},
                         const QueueHistory& history = {}) {
  return ids(make_queue({.fresh = fresh}, kToday, limits, history));
}

/// The entries in the order of the queue.
std::vector<EntryId> entries(const std::vector<int>& queue, const std::vector<QueueCard>& cards) {
  std::map<int, EntryId> entry;
  for (const QueueCard& card : cards) entry[static_cast<int>(card.card)] = card.entry;
  std::vector<EntryId> result;
  for (const int card : queue) result.push_back(entry.at(card));
  return result;
}

int neighbours(const std::vector<EntryId>& order) {
  int count = 0;
  for (std::size_t i = 1; i < order.size(); ++i) count += order[i - 1] == order[i];
  return count;
}

using Cards = std::vector<QueueCard>;
using Ids = std::vector<int>;

// --- The day as a whole --------------------------------------------------------------------

TEST_CASE("Due cards come first, then new ones, then drills") {
  const auto queue = make_queue({.due = {due_card(1, 1), due_card(2, 2)},
                                 .fresh = {new_card(3, 3, 0)},
                                 .drills = {due_card(4, 4), due_card(5, 5)}},
                                kToday, {}, {});
  REQUIRE(queue.size() == 5);
  const QueuePart parts[] = {QueuePart::review, QueuePart::review, QueuePart::new_card,
                             QueuePart::drill, QueuePart::drill};
  for (std::size_t i = 0; i < 5; ++i) {
    CAPTURE(i);
    CHECK(queue[i].part == parts[i]);
  }
}

TEST_CASE("A day without cards has an empty queue") {
  CHECK(make_queue({}, kToday, {}, {}).empty());
}

TEST_CASE("The order of the input does not matter") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    const auto below = [&](int limit) {
      return static_cast<int>(random() % static_cast<std::uint64_t>(limit));
    };
    QueueCards cards;
    for (int i = 0; i < 120; ++i) cards.due.push_back(due_card(i, below(60), below(20), below(40)));
    for (int i = 0; i < 40; ++i) {
      cards.fresh.push_back(new_card(200 + i, below(90), below(10), below(3) == 0));
    }
    for (int i = 0; i < 10; ++i) cards.drills.push_back(due_card(300 + i, below(60)));
    for (int i = 0; i < 90; i += 2)
      cards.entries.push_back(
          entry_with(i, {static_cast<std::uint64_t>(below(40))}, below(2) == 0));
    QueueLimits limits;
    if (seed % 3 == 0) limits.reviews = 100;
    QueueHistory history;
    for (int i = 0; i < 10; ++i) history.entries_today.push_back(EntryId{below(90)});
    const auto queue = make_queue(cards, kToday, limits, history);
    for (int shuffle = 0; shuffle < 3; ++shuffle) {
      for (Cards* list : {&cards.due, &cards.fresh, &cards.drills}) {
        std::shuffle(list->begin(), list->end(), random);
      }
      std::shuffle(cards.entries.begin(), cards.entries.end(), random);
      std::shuffle(history.entries_today.begin(), history.entries_today.end(), random);
      CHECK(make_queue(cards, kToday, limits, history) == queue);
    }
  }
}

TEST_CASE("Fifty thousand due cards are put in order in a moment") {
  Cards due;
  for (int i = 0; i < 50000; ++i) due.push_back(due_card(i, i / 3, i % 100, i % 365));
  const auto start = std::chrono::steady_clock::now();
  const Ids queue = due_ids(due);
  const auto taken = std::chrono::steady_clock::now() - start;
  CHECK(std::set<int>(queue.begin(), queue.end()).size() == 50000);
  CHECK(neighbours(entries(queue, due)) == 0);
  CHECK(taken < std::chrono::seconds{5});  // a quadratic method takes far longer, even sanitized
}

// --- Due cards -----------------------------------------------------------------------------

TEST_CASE("Without a backlog the earlier due day goes first") {
  CHECK(due_ids({due_card(1, 1, 0), due_card(2, 2, 5), due_card(3, 3, 1)}) == Ids{2, 3, 1});
}

TEST_CASE("Within a due day the order is another one every day") {
  Cards due;
  for (int i = 0; i < 20; ++i) due.push_back(due_card(i, i));
  const Ids today = due_ids(due);
  CHECK(!std::is_sorted(today.begin(), today.end()));
  const auto tomorrow = make_queue({.due = due}, kToday + Days{1}, kNoNew, {});
  CHECK(ids(tomorrow) != today);
}

TEST_CASE("A backlog is more than the review limit, or far more overdue than usual") {
  const struct {
    std::string name;
    int overdue, due_today;
    std::optional<int> limit;
    double mean;
    bool backlog;
  } rows[] = {
      {"nothing due", 0, 0, {}, 0, false},
      {"fifty overdue", 50, 0, {}, 0, false},
      {"one more than fifty", 51, 0, {}, 0, true},
      {"today's cards are no backlog", 50, 500, {}, 0, false},
      {"a learner of forty a day", 80, 0, {}, 40, false},
      {"more than twice forty", 81, 0, {}, 40, true},
      {"a learner of ten a day", 45, 0, {}, 10, false},
      {"half a card more", 101, 0, {}, 50.5, false},
      {"as many as the limit", 20, 20, 40, 0, false},
      {"more than the limit", 0, 41, 40, 0, true},
      {"the limit alone decides", 90, 0, 100, 0, false},
      {"nothing allowed, nothing due", 0, 0, 0, 0, false},
      {"nothing allowed", 0, 1, 0, 0, true},
      {"a limit used up twice", 0, 1, -5, 0, true},
      {"a limit used up, nothing due", 0, 0, -5, 0, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Cards due;
    for (int i = 0; i < row.overdue; ++i) due.push_back(due_card(i, i, 1));
    for (int i = 0; i < row.due_today; ++i) due.push_back(due_card(1000 + i, 1000 + i));
    QueueHistory history;
    history.mean_daily_reviews = row.mean;
    CHECK(is_backlog(due, kToday, {10, row.limit, 4}, history) == row.backlog);
  }
}

TEST_CASE("With a backlog the least overdue for its interval goes first, up to the limit") {
  const Cards due = {
      due_card(1, 1, 10, 10),   // late by its whole interval
      due_card(2, 2, 10, 100),  // by a tenth
      due_card(3, 3, 1, 2),     // by half
      due_card(4, 4, 0, 5),     // due today
      due_card(5, 5, 0, 50),    // due today, the longer interval
      due_card(6, 6, 3, 0),     // three times, as if the interval were a day
      due_card(7, 7, 9, 2),     // four and a half times
      due_card(8, 8, 0, 500),   // due today, the longest interval
      due_card(9, 9, 0, 20),    // due today
  };
  CHECK(due_ids(due, {0, 8, 4}) == Ids{8, 5, 9, 4, 2, 3, 1, 6});
  CHECK(due_ids(due, {0, 2, 4}) == Ids{8, 5});
  CHECK(due_ids(due, {0, 0, 4}).empty());
  CHECK(due_ids(due, {0, -1, 4}).empty());
}

TEST_CASE("With a backlog the card most likely recalled goes first where that is known") {
  const Cards due = {due_card(1, 1, 10, 100), due_card(2, 2, 10, 10), due_card(3, 3, 0, 50),
                     due_card(4, 4, 3, 3), due_card(5, 5, 20, 2)};
  const std::map<int, double> known = {{1, 0.5}, {2, 0.9}, {3, 0.7}, {4, 0.8}, {5, 0}};
  std::map<int, int> asked;
  const RecallOf recall = [&](const QueueCard& card) {
    ++asked[static_cast<int>(card.card)];
    return known.at(static_cast<int>(card.card));
  };
  const auto queue = [&](std::optional<int> limit) {
    return ids(make_queue({.due = due, .recall = recall}, kToday, {0, limit, 4}, {}));
  };
  CHECK(queue(4) == Ids{2, 4, 3, 1});
  CHECK(asked == std::map<int, int>{{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}});
  asked.clear();
  CHECK(queue(5) == due_ids(due));  // no backlog: by due day
  CHECK(asked.empty());
}

TEST_CASE("A backlog sorted by itself stands in the order of the queue") {
  std::mt19937 random(5);
  Cards due;
  for (int i = 0; i < 300; ++i) {
    due.push_back(due_card(i, i, static_cast<int>(random() % 9), 1 + random() % 20));
  }
  const RecallOf recalls[] = {nullptr, [](const QueueCard& card) {
                                return static_cast<double>(static_cast<int>(card.card) * 7 % 50);
                              }};
  for (const RecallOf& recall : recalls) {
    Cards sorted = due;
    sort_as_backlog(sorted, kToday, recall);
    Ids order;
    for (const QueueCard& card : sorted) order.push_back(static_cast<int>(card.card));
    order.resize(299);
    CHECK(order == ids(make_queue({.due = due, .recall = recall}, kToday, {0, 299, 4}, {})));
  }
}

TEST_CASE("A backlog without a limit is shown whole") {
  Cards due;
  for (int i = 0; i < 60; ++i) due.push_back(due_card(i, i, 60 - i, 10));
  const Ids queue = due_ids(due);
  REQUIRE(queue.size() == 60);
  CHECK(std::is_sorted(queue.rbegin(), queue.rend()));
}

TEST_CASE("With a limit and no backlog all due cards are shown, by due day") {
  CHECK(due_ids({due_card(1, 1, 0), due_card(2, 2, 5), due_card(3, 3, 1)}, {0, 3, 4}) ==
        Ids{2, 3, 1});
}

// --- Due siblings --------------------------------------------------------------------------

TEST_CASE("Two siblings stand half a day apart, the others keep their order") {
  Cards due;
  for (int i = 0; i < 20; ++i) due.push_back(due_card(i, i, 20 - i));
  due[5].entry = due[4].entry;
  const Ids queue = due_ids(due);
  const auto at = [&](int card) { return std::find(queue.begin(), queue.end(), card); };
  CHECK(at(5) - at(4) >= 9);
  CHECK(at(5) - at(4) <= 11);
  Ids others = queue;
  std::erase_if(others, [](int card) { return card == 4 || card == 5; });
  CHECK(std::is_sorted(others.begin(), others.end()));
}

TEST_CASE("Siblings divide a long day evenly") {
  Cards due;
  for (int i = 0; i < 400; ++i) due.push_back(due_card(i, i % 100));
  const std::vector<EntryId> order = entries(due_ids(due), due);
  std::map<EntryId, std::size_t> last;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (last.contains(order[i])) CHECK(i - last[order[i]] >= 90);
    last[order[i]] = i;
  }
}

TEST_CASE("Siblings are side by side only where nothing else is left") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    const auto below = [&](int limit) {
      return static_cast<int>(random() % static_cast<std::uint64_t>(limit));
    };
    const int size = 2 + below(12);
    const int entry_count = 1 + below(6);
    Cards due;
    std::map<EntryId, int> counts;
    for (int i = 0; i < size; ++i) {
      due.push_back(due_card(i, below(entry_count), below(4)));
      ++counts[due.back().entry];
    }
    int most = 0;
    for (const auto& [entry, count] : counts) most = std::max(most, count);
    CHECK(neighbours(entries(due_ids(due), due)) == std::max(0, 2 * most - size - 1));
  }
}

TEST_CASE("A card whose sibling was answered today comes late") {
  Cards due;
  for (int i = 0; i < 20; ++i) due.push_back(due_card(i, i, 20 - i));
  CHECK(due_ids(due).front() == 0);
  QueueHistory history;
  history.entries_today = {EntryId{0}};
  const Ids queue = due_ids(due, kNoNew, history);
  CHECK(std::find(queue.begin(), queue.end(), 0) - queue.begin() >= 9);
}

// --- New cards -----------------------------------------------------------------------------

TEST_CASE("New cards come by position, up to the limit") {
  const Cards fresh = {new_card(1, 1, 30), new_card(2, 2, 10), new_card(3, 3, 20)};
  CHECK(new_ids(fresh) == Ids{2, 3, 1});
  CHECK(new_ids(fresh, {2, {}, 4}) == Ids{2, 3});
  CHECK(new_ids(fresh, {0, {}, 4}).empty());
  CHECK(new_ids(fresh, {-3, {}, 4}).empty());
}

TEST_CASE("Entries already introduced go on before new ones begin") {
  CHECK(new_ids({new_card(1, 1, 1), new_card(2, 2, 2, true), new_card(3, 3, 3, true)}) ==
        Ids{2, 3, 1});
}

TEST_CASE("A new sibling waits while unrelated new cards fill the limit") {
  const Cards fresh = {new_card(1, 1, 1), new_card(2, 1, 2), new_card(3, 2, 3),
                       new_card(4, 2, 4), new_card(5, 3, 5), new_card(6, 3, 6)};
  CHECK(new_ids(fresh, {3, {}, 4}) == Ids{1, 3, 5});
  CHECK(new_ids(fresh, {4, {}, 4}) == Ids{1, 3, 5, 2});
  CHECK(new_ids(fresh, {9, {}, 4}) == Ids{1, 3, 5, 2, 4, 6});
}

TEST_CASE("A new card waits whose entry has been answered today or is due") {
  const Cards fresh = {new_card(1, 1, 1, true), new_card(2, 2, 2, true), new_card(3, 3, 3)};
  QueueHistory history;
  history.entries_today = {EntryId{1}};
  CHECK(new_ids(fresh, {}, history) == Ids{2, 3, 1});
  CHECK(new_ids(fresh, {2, {}, 4}, history) == Ids{2, 3});

  const auto queue = make_queue({.due = {due_card(9, 2)}, .fresh = fresh}, kToday, {2, {}, 4}, {});
  CHECK(ids(queue) == Ids{9, 1, 3});
}

TEST_CASE("A new card does not wait for a due sibling that the limit leaves out") {
  const Cards due = {due_card(8, 8, 0), due_card(9, 2, 9)};
  const Cards fresh = {new_card(2, 2, 2), new_card(3, 3, 3)};
  CHECK(ids(make_queue({.due = due, .fresh = fresh}, kToday, {2, 1, 4}, {})) == Ids{8, 2, 3});
}

TEST_CASE("At most so many cards of one entry are new on a day") {
  Cards fresh;
  for (int i = 0; i < 8; ++i) fresh.push_back(new_card(i, 1, i));
  CHECK(new_ids(fresh) == Ids{0, 1, 2, 3});
  CHECK(new_ids(fresh, {10, {}, 2}) == Ids{0, 1});
  CHECK(new_ids(fresh, {10, {}, 0}).empty());

  QueueHistory history;
  history.entries_today = {EntryId{1}, EntryId{1}, EntryId{1}};
  history.entries_new_today = history.entries_today;
  CHECK(new_ids(fresh, {}, history) == Ids{0});
  history.entries_today.push_back(EntryId{1});
  history.entries_new_today.push_back(EntryId{1});
  CHECK(new_ids(fresh, {}, history).empty());
}

TEST_CASE("New siblings that share a day are not side by side") {
  const Cards fresh = {new_card(1, 1, 1), new_card(2, 1, 2), new_card(3, 1, 3), new_card(4, 2, 4),
                       new_card(5, 3, 5)};
  CHECK(neighbours(entries(new_ids(fresh), fresh)) == 0);
}

// --- Words that are alike: introduced apart ------------------------------------------------

TEST_CASE("A word waits for days after one like it, while others begin") {
  const struct {
    std::string name;
    int ago;
    Days spacing;
    bool begins;
  } rows[] = {
      {"the same day", 0, Days{3}, false},   {"the day after", 1, Days{3}, false},
      {"two days after", 2, Days{3}, false}, {"three days after", 3, Days{3}, true},
      {"a year after", 365, Days{3}, true},  {"a spacing of one day", 1, Days{1}, true},
      {"a longer one", 6, Days{7}, false},   {"none", 0, Days{0}, true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    QueueCards cards;
    cards.fresh = {new_card(1, 1, 1), new_card(2, 2, 2)};
    cards.entries = {entry_with(1, {7, 8}), entry_with(2, {5}),
                     entry_with(3, {8, 9}, false, row.ago)};
    const QueueLimits limits{10, {}, 4, row.spacing};
    CHECK(ids(make_queue(cards, kToday, limits, {})) == (row.begins ? Ids{1, 2} : Ids{2}));
  }
}

TEST_CASE("Of words that are alike the first begins, and with it what is like none of them") {
  QueueCards cards;
  for (int i = 1; i <= 5; ++i) cards.fresh.push_back(new_card(i, i, i));
  cards.entries = {entry_with(1, {7}), entry_with(2, {7, 8}), entry_with(3, {8}),
                   entry_with(4, {9})};
  CHECK(ids(make_queue(cards, kToday, {}, {})) == Ids{1, 3, 4, 5});
  cards.entries[0].introduced = kToday - Days{1};
  cards.fresh.erase(cards.fresh.begin());
  CHECK(ids(make_queue(cards, kToday, {}, {})) == Ids{3, 4, 5});
}

TEST_CASE("When only words like others are left, one begins: whose like began longest ago") {
  QueueCards cards;
  cards.fresh = {new_card(1, 1, 1), new_card(2, 2, 2), new_card(3, 2, 3), new_card(4, 3, 4)};
  cards.entries = {entry_with(1, {7}), entry_with(2, {8}), entry_with(3, {8}),
                   entry_with(9, {7}, false, 1), entry_with(10, {8}, false, 2)};
  CHECK(ids(make_queue(cards, kToday, {}, {})) == Ids{2, 3});
  CHECK(ids(make_queue(cards, kToday, {1, {}, 4}, {})) == Ids{2});

  SUBCASE("none on a day on which another has begun") {
    cards.entries.push_back(entry_with(11, {5}, false, 0));
    CHECK(ids(make_queue(cards, kToday, {}, {})).empty());
  }
  SUBCASE("none while it is not known that no others are left") {
    cards.fresh_is_all = false;
    CHECK(ids(make_queue(cards, kToday, {}, {})).empty());
  }
  SUBCASE("behind the cards of entries that have begun") {
    cards.fresh.push_back(new_card(5, 5, 9, true));
    CHECK(ids(make_queue(cards, kToday, {2, {}, 4}, {})) == Ids{5, 2});
    CHECK(ids(make_queue(cards, kToday, {1, {}, 4}, {})) == Ids{5});
  }
}

TEST_CASE("A word that has begun goes on, whatever it is like") {
  QueueCards cards;
  cards.fresh = {new_card(1, 1, 1, true), new_card(2, 2, 2, true)};
  cards.entries = {entry_with(1, {7}, false, 1), entry_with(2, {7}, false, 0)};
  CHECK(ids(make_queue(cards, kToday, {}, {})).size() == 2);
}

/// A day of new cards whose entries are alike in many ways, and what its queue takes of them.
struct CrowdedDay {
  QueueCards cards;
  QueueLimits limits;
  std::map<EntryId, int> taken;  // cards of each entry
  std::set<EntryId> begin;       // entries whose first card is taken
  int size = 0;

  explicit CrowdedDay(std::mt19937_64& random) {
    const auto below = [&](int limit) {
      return static_cast<int>(random() % static_cast<std::uint64_t>(limit));
    };
    limits = {below(8), {}, 1 + below(4), Days{below(5)}};
    const int entry_count = 1 + below(20);
    const int marks = 2 + below(10);
    for (int i = 0; i < entry_count; ++i) {
      const auto mark = [&] { return static_cast<std::uint64_t>(below(marks)); };
      const bool begun = below(3) == 0;
      cards.entries.push_back(
          entry_with(i, {mark(), mark()}, false, begun ? std::optional(below(4)) : std::nullopt));
      for (int card = below(4); card > 0; --card) {
        cards.fresh.push_back(new_card(100 * i + card, i, below(50), begun));
      }
    }
    for (const QueueItem& item : make_queue(cards, kToday, limits, {})) {
      const EntryId entry{static_cast<int>(item.card) / 100};
      ++taken[entry];
      if (!of(entry).introduced) begin.insert(entry);
      ++size;
    }
  }
  const QueueEntry& of(EntryId entry) const {
    return cards.entries[static_cast<std::size_t>(entry)];
  }
  bool alike(EntryId a, EntryId b) const {
    const auto& marks = of(b).marks;
    return std::find_first_of(of(a).marks.begin(), of(a).marks.end(), marks.begin(), marks.end()) !=
           of(a).marks.end();
  }
  bool any_began(StudyDay since) const {
    return std::any_of(cards.entries.begin(), cards.entries.end(), [&](const QueueEntry& entry) {
      return entry.introduced && *entry.introduced >= since;
    });
  }
  /// Whether an entry like it has begun lately.
  bool must_wait(EntryId entry) const {
    return std::any_of(cards.entries.begin(), cards.entries.end(), [&](const QueueEntry& other) {
      return other.introduced && kToday - *other.introduced < limits.spacing &&
             alike(entry, other.entry);
    });
  }
  /// Whether an entry that is taken in begins beside one like it.
  bool begins_beside_its_like(EntryId entry) const {
    return std::any_of(begin.begin(), begin.end(), [&](EntryId other) {
      return other != entry && limits.spacing > Days{0} && alike(entry, other);
    });
  }
};

TEST_CASE("Spacing holds back only what it must, and never the last new card of a day") {
  int gave_way = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    const CrowdedDay day(random);
    CHECK(day.size <= day.limits.new_cards);
    for (const auto& [entry, count] : day.taken) CHECK(count <= day.limits.new_per_entry);
    std::map<EntryId, int> offered;
    for (const QueueCard& card : day.cards.fresh) ++offered[card.entry];
    const bool room = day.size < day.limits.new_cards;
    bool all_must_wait = true;
    for (const auto& [entry, count] : offered) {
      const int wanted = std::min(count, day.limits.new_per_entry);
      if (day.of(entry).introduced) {
        if (room) CHECK(day.taken.at(entry) == wanted);
      } else if (!day.must_wait(entry)) {
        all_must_wait = false;
        if (room) CHECK((day.begin.contains(entry) || day.begins_beside_its_like(entry)));
      }
    }
    for (const EntryId entry : day.begin) {
      CHECK_FALSE((day.begins_beside_its_like(entry)));
      if (!day.must_wait(entry)) continue;
      ++gave_way;
      CHECK(all_must_wait);
      CHECK(day.begin.size() == 1);
      CHECK_FALSE(day.any_began(kToday));
    }
    if (room && !day.any_began(kToday)) CHECK(day.taken.empty() == offered.empty());
  }
  CHECK(gave_way > 20);
}

TEST_CASE("New cards are drawn until the limit is filled or none are left") {
  // A hundred words like the one of yesterday, and behind them two that are not.
  std::vector<QueueCard> waiting;
  for (int i = 0; i < 102; ++i) waiting.push_back(new_card(i, i, i));
  std::vector<std::size_t> drawn;
  const auto draw = [&](QueueCards& cards, std::size_t at_most) {
    drawn.push_back(at_most);
    cards.fresh.assign(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(
                                                              std::min(at_most, waiting.size())));
  };
  QueueCards cards;
  cards.entries = {entry_with(1000, {7}, false, 1)};
  for (int i = 0; i < 100; ++i) cards.entries.push_back(entry_with(i, {7}));
  const auto new_of = [&](int limit) {
    drawn.clear();
    return ids(draw_queue(cards, draw, kToday, {limit, {}, 4}, {}));
  };
  CHECK(new_of(2) == Ids{100, 101});
  CHECK(drawn == std::vector<std::size_t>{64, 128});
  CHECK(new_of(10) == Ids{100, 101});
  CHECK(drawn == std::vector<std::size_t>{160});
  CHECK(new_of(0).empty());
  CHECK(drawn.empty());
}

// --- Words that are alike: shown apart -----------------------------------------------------

/// A day of due, new and drill cards of entries in groups that are alike, group by group.
QueueCards grouped_day(int groups, int of_each, bool stable) {
  QueueCards cards;
  for (int i = 0; i < groups * of_each; ++i) {
    const auto mark = static_cast<std::uint64_t>(i / of_each);
    cards.entries.push_back(entry_with(i, {mark}, stable));
    (i % 3 == 0   ? cards.due
     : i % 3 == 1 ? cards.fresh
                  : cards.drills)
        .push_back(i % 3 == 1 ? new_card(i, i, i, true) : due_card(i, i, groups * of_each - i));
  }
  return cards;
}

int alike_neighbours(const QueueCards& cards) {
  const auto queue = make_queue(cards, kToday, {1000, {}, 4}, {});
  int count = 0;
  for (std::size_t i = 1; i < queue.size(); ++i) {
    const auto& marks_of = [&](const QueueItem& item) {
      return cards.entries[static_cast<std::size_t>(item.card)].marks;
    };
    count += marks_of(queue[i - 1]) == marks_of(queue[i]);
  }
  return count;
}

TEST_CASE("Words that are alike are not side by side, from the first part of a day to the last") {
  CHECK(alike_neighbours(grouped_day(4, 9, false)) == 0);
  CHECK(alike_neighbours(grouped_day(20, 2, false)) == 0);
  // Nothing else is left to stand between them.
  CHECK(alike_neighbours(grouped_day(1, 6, false)) == 5);
}

TEST_CASE("Words that are alike stand where they fall once both are stable") {
  QueueCards cards = grouped_day(4, 9, true);
  CHECK(alike_neighbours(cards) > 0);
  for (std::size_t i = 0; i < cards.entries.size(); i += 2) cards.entries[i].stable = false;
  CHECK(alike_neighbours(cards) < alike_neighbours(grouped_day(4, 9, true)));
}

// --- Drills --------------------------------------------------------------------------------

TEST_CASE("Drills come in another order every day, siblings apart, whatever the limits") {
  Cards drills;
  for (int i = 0; i < 12; ++i) drills.push_back(due_card(i, i / 2));
  const Ids today = ids(make_queue({.drills = drills}, kToday, {0, 0, 0}, {}));
  CHECK(today.size() == 12);
  CHECK(!std::is_sorted(today.begin(), today.end()));
  CHECK(neighbours(entries(today, drills)) == 0);
  CHECK(ids(make_queue({.drills = drills}, kToday + Days{1}, {}, {})) != today);
}

}  // namespace
}  // namespace lianxi
