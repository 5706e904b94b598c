#include "stats/card_figures.h"

#include <algorithm>
#include <iterator>

#include "schedule/event.h"

namespace lianxi {
namespace {

/// The group that holds a value; what is below all belongs to the first.
template <typename Starts, typename Value>
std::size_t group_of(const Starts& from, Value value) {
  const auto above = std::upper_bound(std::next(from.begin()), from.end(), value);
  return static_cast<std::size_t>(above - from.begin()) - 1;
}

}  // namespace

Maturity maturity_of(const CardStanding& card) {
  if (card.suspended) return Maturity::suspended;
  if (!card.due) return card.open ? Maturity::open : Maturity::locked;
  return card.interval >= kStableDays ? Maturity::stable : Maturity::young;
}

CardCounter::CardCounter(StudyDay today, int days, const LearnerFigures& figures)
    : today_(today), figures_(figures), due_(static_cast<std::size_t>(days)) {}

void CardCounter::add(const CardStanding& card) {
  const Maturity maturity = maturity_of(card);
  ++by_kind_[card.kind][static_cast<std::size_t>(maturity)];
  if (!card.due || card.suspended) return;
  ++intervals_[group_of(kIntervalsFrom, card.interval)];
  ++ease_[group_of(kEaseFrom, card.ef100)];
  const auto day = std::max<std::int64_t>(0, (*card.due - today_).count());
  if (day >= std::ssize(due_)) return;
  DueDay& due = due_[static_cast<std::size_t>(day)];
  ++due.cards;
  due.minutes += figures_.of(card.kind, stage_after(Days{card.interval})).seconds / 60;
}

}  // namespace lianxi
