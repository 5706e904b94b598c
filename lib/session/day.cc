#include "session/day.h"

#include <algorithm>
#include <unordered_map>

#include "session/marks.h"
#include "sqlite/snapshot.h"
#include "store/entries.h"

namespace lianxi {
namespace {

/// How far back the mean day looks.
constexpr Days kMeanDays{30};

QueueHistory history_of(Db& db, StudyDay today, const QueueLimits& limits,
                        const std::vector<QueueCard>& due) {
  QueueHistory history;
  for (const store::AnsweredCard& card : store::answered_on(db, today)) {
    history.entries_today.push_back(card.entry);
    if (card.introduced) history.entries_new_today.push_back(card.entry);
  }
  // The mean decides only whether there is a backlog, and a short list never is one.
  const auto overdue = std::count_if(due.begin(), due.end(),
                                     [&](const QueueCard& card) { return card.due < today; });
  if (!limits.reviews && overdue >= 50) {
    const auto reviews = store::reviews_between(db, today - kMeanDays, today);
    history.mean_daily_reviews = static_cast<double>(reviews) / kMeanDays.count();
  }
  return history;
}

QueueLimits limits_left(Db& db, const store::Settings& settings, StudyDay today,
                        const DayLimits& over) {
  int introduced = 0;
  int reviewed = 0;
  for (const store::AnsweredCard& card : store::answered_on(db, today)) {
    ++(card.introduced ? introduced : reviewed);
  }
  QueueLimits limits;
  limits.new_cards = over.new_cards.value_or(std::max(0, settings.new_cards - introduced));
  if (settings.reviews) limits.reviews = std::max(0, *settings.reviews - reviewed);
  limits.new_per_entry = settings.new_per_entry;
  limits.spacing = Days{settings.spacing_days};
  return limits;
}

/// Whether the cards are to be asked one after the other, or only counted.
enum class Purpose { ask, count };

/// Makes one day's queue. To count it, only what decides which words may begin is looked up.
class DayMaker {
 public:
  DayMaker(Db& db, StudyDay today, const store::Selection& selection, const QueueLimits& limits,
           Days ahead, Purpose purpose)
      : db_(db),
        today_(today),
        selection_(selection),
        limits_(limits),
        ahead_(ahead),
        purpose_(purpose) {}

  std::vector<QueueItem> make() {
    QueueCards cards{store::due_cards(db_, today_, selection_, ahead_),
                     {},
                     store::drill_cards(db_, today_, selection_)};
    const QueueHistory history = history_of(db_, today_, limits_, cards.due);
    if (purpose_ == Purpose::ask) {
      for (const auto* list : {&cards.due, &cards.drills}) {
        for (const QueueCard& card : *list) know(cards, card.entry);
      }
    }
    if (limits_.new_cards > 0) know_recent(cards);
    const auto draw = [this](QueueCards& drawn, std::size_t at_most) {
      draw_new(drawn, static_cast<std::int64_t>(at_most));
    };
    if (purpose_ == Purpose::count) {
      note(cards.due);
      note(cards.drills);
    }
    return draw_queue(std::move(cards), draw, today_, limits_, history);
  }

  /// Of a card of the queue that was made to be counted.
  const QueueCard& card(CardId id) const { return noted_.at(id); }

 private:
  QueueEntry& know(QueueCards& cards, EntryId entry) {
    const auto [place, missing] = places_.try_emplace(entry, cards.entries.size());
    if (missing) cards.entries.push_back(queue_entry(db_, entry));
    return cards.entries[place->second];
  }

  void know_recent(QueueCards& cards) {
    const StudyDay since = today_ - limits_.spacing + Days{1};
    for (const auto& [entry, day] : store::recently_introduced(db_, since)) {
      know(cards, entry).introduced = day;
    }
  }

  void note(const std::vector<QueueCard>& cards) {
    for (const QueueCard& card : cards) noted_.emplace(card.card, card);
  }

  void draw_new(QueueCards& cards, std::int64_t at_most) {
    cards.fresh = store::new_cards(db_, today_, selection_, at_most);
    if (purpose_ == Purpose::count) note(cards.fresh);
    for (const QueueCard& card : cards.fresh) {
      if (purpose_ == Purpose::ask || !card.introduced_entry) know(cards, card.entry);
    }
  }

  Db& db_;
  StudyDay today_;
  const store::Selection& selection_;
  const QueueLimits& limits_;
  Days ahead_;
  Purpose purpose_;
  std::unordered_map<EntryId, std::size_t> places_;  // among the entries of the day's cards
  std::unordered_map<CardId, QueueCard> noted_;
};

/// Calls `visit` with entry, part and whether it is overdue, for everything still to do.
template <typename Visit>
void for_each_item(Db& db, const store::Settings& settings, StudyDay today,
                   const store::Selection& selection, Visit visit) {
  const Snapshot snapshot(db);
  const QueueLimits limits = limits_left(db, settings, today, {});
  DayMaker maker(db, today, selection, limits, Days{0}, Purpose::count);
  for (const QueueItem& item : maker.make()) {
    const QueueCard& card = maker.card(item.card);
    visit(card.entry, item.part, item.part == QueuePart::review && card.due < today);
  }
}

void count(DayCounts& counts, QueuePart part, bool overdue) {
  ++(part == QueuePart::new_card ? counts.fresh
     : part == QueuePart::drill  ? counts.drills
                                 : counts.due);
  counts.overdue += overdue ? 1 : 0;
}

}  // namespace

std::vector<QueueItem> days_queue(Db& db, const store::Settings& settings, StudyDay today,
                                  const store::Selection& selection, const DayLimits& over) {
  const Snapshot snapshot(db);
  const QueueLimits limits = limits_left(db, settings, today, over);
  return DayMaker(db, today, selection, limits, over.ahead, Purpose::ask).make();
}

Backlog backlog_today(Db& db, const store::Settings& settings, StudyDay today,
                      const store::Selection& selection) {
  const QueueLimits limits = limits_left(db, settings, today, {});
  const auto due = store::due_cards(db, today, selection);
  return backlog_of(due, today, limits, history_of(db, today, limits, due));
}

DayCounts count_day(Db& db, const store::Settings& settings, StudyDay today,
                    const store::Selection& selection) {
  DayCounts counts;
  for_each_item(db, settings, today, selection,
                [&](EntryId, QueuePart part, bool overdue) { count(counts, part, overdue); });
  counts.done = static_cast<int>(store::answered_on(db, today).size());
  return counts;
}

DayReport report_day(Db& db, const store::Settings& settings, StudyDay today,
                     const store::Selection& selection) {
  DayReport report;
  for_each_item(db, settings, today, selection, [&](EntryId entry, QueuePart part, bool overdue) {
    count(report.total, part, overdue);
    for (const DeckId deck : store::decks_of(db, entry)) {
      count(report.by_deck[deck], part, overdue);
    }
  });
  for (const store::AnsweredCard& card : store::answered_on(db, today)) {
    ++report.total.done;
    for (const DeckId deck : store::decks_of(db, card.entry)) ++report.by_deck[deck].done;
  }
  return report;
}

}  // namespace lianxi
