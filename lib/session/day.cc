#include "session/day.h"

#include <algorithm>
#include <unordered_map>

#include "session/marks.h"
#include "session/planner.h"
#include "sqlite/snapshot.h"
#include "store/entries.h"

namespace lianxi {
namespace {

/// How far back the mean day looks.
constexpr Days kMeanDays{30};

using Answered = std::vector<store::AnsweredCard>;

QueueHistory history_of(Db& db, StudyDay today, const Answered& answered, const QueueLimits& limits,
                        const std::vector<QueueCard>& due) {
  QueueHistory history;
  for (const store::AnsweredCard& card : answered) {
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

QueueLimits limits_left(const store::Settings& settings, const Answered& answered,
                        const DayLimits& over) {
  int introduced = 0;
  int reviewed = 0;
  for (const store::AnsweredCard& card : answered) ++(card.introduced ? introduced : reviewed);
  QueueLimits limits;
  limits.new_cards = over.new_cards.value_or(std::max(0, settings.new_cards - introduced));
  if (settings.reviews) limits.reviews = std::max(0, *settings.reviews - reviewed);
  limits.new_per_entry = settings.new_per_entry;
  limits.spacing = Days{settings.spacing_days};
  return limits;
}

/// Whether the cards are to be asked one after the other, or only counted.
enum class Purpose { ask, count };

/// Makes one day's queue. What a word is like is looked up where that decides something.
class DayMaker {
 public:
  DayMaker(Db& db, const store::Settings& settings, StudyDay today,
           const store::Selection& selection, const QueueLimits& limits, const Answered& answered,
           Days ahead, Purpose purpose)
      : db_(db),
        settings_(settings),
        today_(today),
        selection_(selection),
        limits_(limits),
        answered_(answered),
        ahead_(ahead),
        purpose_(purpose) {}

  std::vector<QueueItem> make() {
    QueueCards cards{store::due_cards(db_, today_, selection_, ahead_), {}, {}};
    if (!answered_.empty()) cards.drills = store::drill_cards(db_, today_, selection_);
    cards.know = [this](EntryId entry) { return &know(entry); };
    cards.in_order = purpose_ == Purpose::ask;
    const QueueHistory history = history_of(db_, today_, answered_, limits_, cards.due);
    if (limits_.new_cards > 0) know_recent(cards);
    backlog_ = backlog_of(cards.due, today_, limits_, history);
    if (backlog_.there()) know_recall(cards);
    const auto draw = [this](QueueCards& drawn, std::size_t at_most) {
      drawn.fresh = store::new_cards(db_, today_, selection_, static_cast<std::int64_t>(at_most));
    };
    return draw_queue(std::move(cards), draw, today_, limits_, history);
  }

  const Backlog& backlog() const { return backlog_; }

 private:
  const QueueEntry& know(EntryId entry) {
    const auto [known, missing] = known_.try_emplace(entry);
    if (missing) known->second = queue_entry(db_, entry);
    return known->second;
  }

  /// By a scheduler that keeps a memory.
  void know_recall(QueueCards& cards) {
    const auto scheduler = settings_.scheduler();
    if (!scheduler->traits().keeps_memory) return;
    store::for_each_due_memory(
        db_, today_, selection_, ahead_, [&](CardId card, const CardState& state) {
          recall_[card] = scheduler->recall(state, elapsed_on(state, today_)).value_or(0);
        });
    cards.recall = [this](const QueueCard& card) {
      const auto known = recall_.find(card.card);
      return known == recall_.end() ? 0 : known->second;
    };
  }

  void know_recent(QueueCards& cards) {
    const StudyDay since = today_ - limits_.spacing + Days{1};
    for (const auto& [entry, day] : store::recently_introduced(db_, since)) {
      cards.entries.push_back(know(entry));
      cards.entries.back().introduced = day;
    }
  }

  Db& db_;
  const store::Settings& settings_;
  StudyDay today_;
  const store::Selection& selection_;
  const QueueLimits& limits_;
  const Answered& answered_;
  Days ahead_;
  Purpose purpose_;
  std::unordered_map<EntryId, QueueEntry> known_;
  std::unordered_map<CardId, double> recall_;  // of due cards in a backlog, where it is known
  Backlog backlog_;
};

/// Everything still to do, in no order, and whether it is more than a day can hold.
std::pair<std::vector<QueueItem>, Backlog> items_left(Db& db, const store::Settings& settings,
                                                      StudyDay today, const Answered& answered,
                                                      const store::Selection& selection) {
  const QueueLimits limits = limits_left(settings, answered, {});
  DayMaker maker(db, settings, today, selection, limits, answered, Days{0}, Purpose::count);
  auto items = maker.make();
  return {std::move(items), maker.backlog()};
}

void count(DayCounts& counts, const QueueItem& item) {
  ++(item.part == QueuePart::new_card ? counts.fresh
     : item.part == QueuePart::drill  ? counts.drills
                                      : counts.due);
  counts.overdue += item.overdue ? 1 : 0;
}

}  // namespace

std::vector<QueueItem> days_queue(Db& db, const store::Settings& settings, StudyDay today,
                                  const store::Selection& selection, const DayLimits& over) {
  const Snapshot snapshot(db);
  const Answered answered = store::answered_on(db, today);
  const QueueLimits limits = limits_left(settings, answered, over);
  return DayMaker(db, settings, today, selection, limits, answered, over.ahead, Purpose::ask)
      .make();
}

Backlog backlog_today(Db& db, const store::Settings& settings, StudyDay today,
                      const store::Selection& selection) {
  const Answered answered = store::answered_on(db, today);
  const QueueLimits limits = limits_left(settings, answered, {});
  const auto due = store::due_cards(db, today, selection);
  return backlog_of(due, today, limits, history_of(db, today, answered, limits, due));
}

DayCounts count_day(Db& db, const store::Settings& settings, StudyDay today,
                    const store::Selection& selection) {
  const Snapshot snapshot(db);
  const Answered answered = store::answered_on(db, today);
  DayCounts counts;
  const auto [items, backlog] = items_left(db, settings, today, answered, selection);
  for (const QueueItem& item : items) count(counts, item);
  counts.backlog = backlog;
  counts.done = static_cast<int>(answered.size());
  return counts;
}

DayReport report_day(Db& db, const store::Settings& settings, StudyDay today,
                     const store::Selection& selection) {
  const Snapshot snapshot(db);
  const Answered answered = store::answered_on(db, today);
  DayReport report;
  const auto [items, backlog] = items_left(db, settings, today, answered, selection);
  for (const QueueItem& item : items) {
    count(report.total, item);
    for (const DeckId deck : store::decks_of(db, item.entry)) count(report.by_deck[deck], item);
  }
  report.total.backlog = backlog;
  for (const store::AnsweredCard& card : answered) {
    ++report.total.done;
    for (const DeckId deck : store::decks_of(db, card.entry)) ++report.by_deck[deck].done;
  }
  return report;
}

}  // namespace lianxi
