#include "session/planner.h"

#include <algorithm>
#include <chrono>

#include "schedule/fold.h"
#include "schedule/fuzz.h"

namespace lianxi {
namespace {

double fuzz_of(const store::CardRow& card) { return fuzz_factor(card.card.key, card.state.graded); }

int weekday_of(StudyDay day) {
  return static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1;
}

}  // namespace

Planner::Planner(Db& db, const store::Settings& settings)
    : db_(db),
      settings_(settings),
      scheduler_(settings.balance ? make_exact_scheduler(settings.choice())
                                  : settings.scheduler()) {}

Outcomes Planner::preview(const store::CardRow& card, StudyDay today) {
  if (settings_.balance) return balanced(card, today);
  return scheduler_->preview(card.state, elapsed_on(card.state, today), fuzz_of(card));
}

Outcome Planner::answer(const store::CardRow& card, Rating rating, std::optional<int> quality,
                        StudyDay today) {
  Outcome outcome =
      scheduler_->answer(card.state, rating, quality, elapsed_on(card.state, today), fuzz_of(card));
  if (settings_.balance) outcome.interval = balanced(card, today)[rating].interval;
  return outcome;
}

Outcomes Planner::balanced(const store::CardRow& card, StudyDay today) {
  const Days elapsed = elapsed_on(card.state, today);
  Outcomes outcomes = scheduler_->preview(card.state, elapsed, fuzz_of(card));
  std::vector<int> siblings;
  for (const store::CardRow& other : store::cards_of(db_, card.entry)) {
    const CardState& state = other.state;
    if (other.id == card.id || state.suspended || state.deleted || !state.due) continue;
    if (*state.due > today) siblings.push_back(static_cast<int>((*state.due - today).count()));
  }
  // Read each time: the answers before this one count.
  const std::vector<int> due = store::due_by_day(db_, today, kBalancedDays + 1);
  Days least{1};
  for (const Rating rating : kRatings) {
    Outcome& outcome = outcomes.by_rating[static_cast<std::size_t>(rating) - 1];
    Days chosen = outcome.interval;
    if (!scheduler_->is_exact(card.state, rating, {}, elapsed)) {
      const auto planned = static_cast<int>(chosen.count());
      chosen = Days{balanced_interval(planned, fuzz_of(card), due, siblings, today)};
    }
    outcome.interval = least = std::max(least, chosen);
  }
  return outcomes;
}

int Planner::balanced_interval(int interval, double fuzz, const std::vector<int>& due,
                               const std::vector<int>& siblings, StudyDay today) const {
  const FuzzRange range = fuzz_range(interval, 1, static_cast<int>(settings_.max_interval.count()));
  if (range.upper > kBalancedDays) return fuzzed(range, fuzz);
  std::vector<Candidate> days;
  for (int day = range.lower; day <= range.upper; ++day) {
    days.push_back({day, due[static_cast<std::size_t>(day)], weekday_of(today + Days{day})});
  }
  const auto weights = balance_weights(days, settings_.easy_days, siblings);
  return days[chosen_by_weight(weights, fuzz)].interval;
}

Days elapsed_on(const CardState& state, StudyDay today) {
  return state.last ? std::max(Days{0}, today - *state.last) : Days{0};
}

}  // namespace lianxi
