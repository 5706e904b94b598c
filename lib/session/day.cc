#include "session/day.h"

#include <algorithm>

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
  return limits;
}

/// More new cards than the limit, because siblings are passed over while others wait.
std::int64_t candidates_for(const QueueLimits& limits) { return 50 + 20LL * limits.new_cards; }

/// Calls `visit` with entry, part and whether it is overdue, for everything still to do.
template <typename Visit>
void for_each_item(Db& db, const store::Settings& settings, StudyDay today,
                   const store::Selection& selection, Visit visit) {
  Statement facts(db, "select entry, coalesce(due_day < ?, 0) from card where id = ?");
  for (const QueueItem& item : days_queue(db, settings, today, selection)) {
    if (!facts.bind(today, item.card).step()) continue;
    visit(facts.get<EntryId>(0), item.part,
          item.part == QueuePart::review && facts.get<int>(1) != 0);
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
  const QueueLimits limits = limits_left(db, settings, today, over);
  std::vector<QueueCard> due = store::due_cards(db, today, selection);
  const QueueHistory history = history_of(db, today, limits, due);
  return make_queue(std::move(due), store::new_cards(db, today, selection, candidates_for(limits)),
                    store::drill_cards(db, today, selection), today, limits, history);
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
