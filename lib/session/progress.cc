#include "session/progress.h"

#include <algorithm>
#include <map>
#include <utility>

#include "store/entries.h"
#include "store/log.h"

namespace lianxi {
namespace {

constexpr int kDaysAhead = 30;

struct CardInfo {
  CardKind kind{};
  EntryId entry{};
  std::string target;
};

std::map<Key, CardInfo> cards_by_key(Db& db) {
  std::map<Key, CardInfo> cards;
  store::for_each_card(db, [&](const store::CardRow& card) {
    cards[card.card.key] = {card.card.kind, card.entry, card.card.target};
  });
  return cards;
}

double minutes_of(std::chrono::milliseconds taken) {
  return static_cast<double>(taken.count() / 6000) / 10;
}

std::vector<Cell> recall_row(std::string group, const Recall& recall) {
  return {std::move(group), recall.reviews, recall.recalled,
          static_cast<double>(recall.recalled) /
              static_cast<double>(std::max<std::int64_t>(1, recall.reviews))};
}

/// "lianxi (untoned), lian2xi4 (right)".
std::string attempts_text(const std::vector<Attempt>& attempts) {
  std::string text;
  for (const Attempt& attempt : attempts) {
    if (!text.empty()) text += ", ";
    text += attempt.typed + " (" + std::string(to_string(attempt.verdict)) + ")";
  }
  return text;
}

/// How cards stood before each of their answers, in the numbers of the exchange format.
class StatesBefore {
 public:
  std::int64_t of_review(const Key& card, StudyDay day) {
    enum : std::int64_t { kNew = 0, kLearning = 1, kReview = 2, kRelearning = 3 };
    const auto [known, is_new] = days_.try_emplace(card, day, day);
    auto& [first, last] = known->second;
    if (is_new) return kNew;
    const bool drill = day <= last;
    last = std::max(last, day);
    return !drill ? kReview : last == first ? kLearning : kRelearning;
  }
  void forget(const Key& card) { days_.erase(card); }

 private:
  std::map<Key, std::pair<StudyDay, StudyDay>> days_;  ///< the first and the latest day
};

}  // namespace

Progress measure_progress(Db& db, StudyDay today) {
  Progress progress;
  progress.today = today;
  const DeadEvents dead = store::dead_events(db);
  std::map<Key, CardKind> kinds;
  store::for_each_card(db, [&](const store::CardRow& card) {
    kinds[card.card.key] = card.card.kind;
    if (card.retired) return;
    ++progress.cards;
    progress.seen += card.state.last ? 1 : 0;
    progress.stable += card.state.sm2.interval >= kStableDays ? 1 : 0;
  });
  store::for_each_event_by_subject(db, [&](const Event& event) {
    const auto* review = std::get_if<ReviewAct>(&event.act);
    if (!review || dead.contains(event.id, event.import)) return;
    const auto kind = kinds.find(*event.subject);
    if (kind == kinds.end()) return;
    const auto first_sight = review->sentence ? std::optional(review->first_sight) : std::nullopt;
    progress.counter.add(
        {kind->second, *event.subject, event.day, review->rating, review->taken, first_sight});
  });
  progress.due_next = store::due_by_day(db, today, kDaysAhead);
  return progress;
}

std::vector<Table> progress_tables(const Progress& progress) {
  const auto& days = progress.counter.by_day();
  const auto found = days.find(progress.today);
  const DayTotal today = found == days.end() ? DayTotal{} : found->second;
  Table now{
      "today",
      {"date", "reviews", "introduced", "drills", "recalled", "minutes", "streak", "cards", "seen",
       "stable"},
      {{to_string(progress.today), today.reviews, today.introduced, today.drills, today.recalled,
        minutes_of(today.taken), std::int64_t{progress.counter.streak(progress.today)},
        progress.cards, progress.seen, progress.stable}}};
  Table by_day{"days", {"date", "reviews", "introduced", "drills", "recalled", "minutes"}, {}};
  for (const auto& [day, total] : days) {
    by_day.rows.push_back({to_string(day), total.reviews, total.introduced, total.drills,
                           total.recalled, minutes_of(total.taken)});
  }
  Table kinds{"retention", {"kind", "reviews", "recalled", "rate"}, {}};
  for (const auto& [kind, recall] : progress.counter.by_kind()) {
    kinds.rows.push_back(recall_row(std::string(to_string(kind)), recall));
  }
  Table sights{"sentences", {"sentence", "reviews", "recalled", "rate"}, {}};
  for (const auto& [first, recall] : progress.counter.by_first_sight()) {
    sights.rows.push_back(recall_row(first ? "first sight" : "seen before", recall));
  }
  Table due{"due", {"date", "cards"}, {}};
  for (std::size_t i = 0; i < progress.due_next.size(); ++i) {
    due.rows.push_back({to_string(progress.today + Days{static_cast<int>(i)}),
                        std::int64_t{progress.due_next[i]}});
  }
  return {std::move(now), std::move(by_day), std::move(kinds), std::move(sights), std::move(due)};
}

Table review_table(Db& db) {
  Table table{"reviews",
              {"card_id", "review_time", "review_rating", "review_state", "review_duration", "day",
               "word", "kind", "target", "quality", "interval_days", "first_sight", "attempts"},
              {}};
  const DeadEvents dead = store::dead_events(db);
  const std::map<Key, CardInfo> cards = cards_by_key(db);
  StatesBefore states;
  store::for_each_event(db, [&](const Event& event) {
    const auto* review = std::get_if<ReviewAct>(&event.act);
    const bool reset = event.type() == EventType::reset;
    if ((!review && !reset) || dead.contains(event.id, event.import)) return;
    if (reset) return states.forget(*event.subject);
    const auto card = cards.find(*event.subject);
    const auto entry =
        card == cards.end() ? std::nullopt : store::entry_row(db, card->second.entry);
    table.rows.push_back(
        {to_hex(*event.subject), event.at.ms(), static_cast<std::int64_t>(review->rating),
         states.of_review(*event.subject, event.day), std::int64_t{review->taken.count()},
         to_string(event.day), entry ? Cell(entry->headword) : Cell(),
         card == cards.end() ? Cell() : Cell(std::string(to_string(card->second.kind))),
         card == cards.end() ? Cell() : Cell(card->second.target),
         review->quality ? Cell(std::int64_t{*review->quality}) : Cell(),
         review->interval ? Cell(std::int64_t{review->interval->count()}) : Cell(),
         std::int64_t{review->first_sight}, attempts_text(store::attempts_of(db, event.id))});
  });
  // The log is in the order of its clocks, which a machine that was late can part from the time.
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
    return std::get<std::int64_t>(a[1]) < std::get<std::int64_t>(b[1]);
  });
  return table;
}

}  // namespace lianxi
