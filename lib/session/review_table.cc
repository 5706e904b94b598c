#include "session/review_table.h"

#include <algorithm>
#include <map>

#include "store/cards.h"
#include "store/entries.h"
#include "store/log.h"

namespace lianxi {
namespace {

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
