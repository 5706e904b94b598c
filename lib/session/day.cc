#include "session/day.h"

#include <algorithm>

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
  for (const QueueItem& item : days_queue(db, settings, today, selection)) {
    ++(item.part == QueuePart::new_card ? counts.fresh
       : item.part == QueuePart::drill  ? counts.drills
                                        : counts.due);
  }
  for (const QueueCard& card : store::due_cards(db, today, selection)) {
    if (card.due < today) ++counts.overdue;
  }
  counts.overdue = std::min(counts.overdue, counts.due);
  counts.done = static_cast<int>(store::answered_on(db, today).size());
  return counts;
}

}  // namespace lianxi
