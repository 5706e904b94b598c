#include "schedule/catchup.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace lianxi {
namespace {

/// Cards that come due together, in fractions.
struct SomeCards {
  double count = 0, forgotten = 0;  ///< all of them, and those that will be forgotten
};
/// Those of one day, by the interval they had before it.
using DueCards = std::map<std::int64_t, SomeCards>;

/// What comes due from one day to the next, when so many are answered.
class DaysToCome {
 public:
  DaysToCome(const CatchupPace& pace, StudyDay today) : pace_(pace), today_(today) {}

  StudyDay today() const { return today_; }
  double due_today() {
    const DueCards& due = due_[today_];
    return std::accumulate(due.begin(), due.end(), 0.0,
                           [](double sum, const auto& some) { return sum + some.second.count; });
  }

  void add(StudyDay day, std::int64_t interval, Days late = Days{0}, double count = 1) {
    SomeCards& some = due_[day][interval];
    some.count += count;
    some.forgotten += count * pace_.forgotten(interval, late);
  }

  /// Answers so many of today's cards, and goes on to the next day.
  void answer(double at_most) {
    const double all = due_today();
    const double answered = all > at_most ? std::max(0.0, at_most) / all : 1;
    const DueCards due = std::move(due_[today_]);
    due_.erase(today_);
    const StudyDay yesterday = today_;
    today_ += Days{1};
    for (const auto& [interval, some] : due) {
      const std::int64_t grown = std::max<std::int64_t>(1, pace_.grown(interval));
      add(yesterday + Days{grown}, grown, Days{0}, answered * (some.count - some.forgotten));
      add(today_, 1, Days{0}, answered * some.forgotten);
      if (answered < 1) add(today_, interval, Days{1}, (1 - answered) * some.count);
    }
  }

 private:
  const CatchupPace& pace_;
  StudyDay today_;
  std::map<StudyDay, DueCards> due_;
};

}  // namespace

std::optional<CatchupPlan> plan_catchup(const CatchupCards& cards, StudyDay today,
                                        const CatchupPace& pace) {
  DaysToCome days(pace, today);
  for (const QueueCard& card : cards.coming) days.add(card.due, card.interval);
  CatchupPlan plan{{}, today};
  plan.days.reserve(cards.waiting.size());
  int pace_today = pace.cards - cards.done;
  while (plan.days.size() < cards.waiting.size()) {
    if (days.today() > today + kCatchupHorizon) return std::nullopt;
    // Sums of fractions may miss a whole number by a little.
    const double room = std::floor(pace_today - days.due_today() + 1e-6);
    for (double i = 0; i < room && plan.days.size() < cards.waiting.size(); ++i) {
      const QueueCard& card = cards.waiting[plan.days.size()];
      days.add(days.today(), card.interval, days.today() - card.due);
      plan.days.push_back(plan.level = days.today());
    }
    days.answer(pace_today);
    pace_today = pace.cards;
  }
  return plan;
}

int least_catchup_pace(const CatchupCards& cards, StudyDay today, CatchupPace pace) {
  const auto has_plan = [&](int cards_a_day) {
    pace.cards = cards_a_day;
    return plan_catchup(cards, today, pace).has_value();
  };
  int too_few = 0, enough = 1;
  while (!has_plan(enough)) {
    too_few = enough;
    enough *= 2;
  }
  while (enough - too_few > 1) {
    const int middle = too_few + (enough - too_few) / 2;
    (has_plan(middle) ? enough : too_few) = middle;
  }
  return enough;
}

}  // namespace lianxi
