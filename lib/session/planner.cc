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
  Outcomes outcomes = scheduler_->preview(card.state, elapsed_on(card.state, today), fuzz_of(card));
  std::vector<int> siblings;
  for (const store::CardRow& other : store::cards_of(db_, card.entry)) {
    if (other.id == card.id || !other.state.due || *other.state.due <= today) continue;
    siblings.push_back(static_cast<int>((*other.state.due - today).count()));
  }
  int least = 1;
  for (Outcome& outcome : outcomes.by_rating) {
    const auto planned = static_cast<int>(outcome.interval.count());
    least = balanced_interval(planned, least, fuzz_of(card), siblings, today);
    outcome.interval = Days{least};
  }
  return outcomes;
}

int Planner::balanced_interval(int interval, int least, double fuzz,
                               const std::vector<int>& siblings, StudyDay today) {
  const auto most = static_cast<int>(settings_.max_interval.count());
  const FuzzRange range = fuzz_range(interval, least, most);
  if (range.upper > kBalancedDays) return fuzzed(range, fuzz);
  if (from_ != today) {
    from_ = today;
    due_ = store::due_by_day(db_, today, kBalancedDays + 1);
  }
  std::vector<Candidate> days;
  for (int day = range.lower; day <= range.upper; ++day) {
    days.push_back({day, due_[static_cast<std::size_t>(day)], weekday_of(today + Days{day})});
  }
  const auto weights = balance_weights(days, settings_.easy_days, siblings);
  return days[chosen_by_weight(weights, fuzz)].interval;
}

Days elapsed_on(const CardState& state, StudyDay today) {
  return state.last ? std::max(Days{0}, today - *state.last) : Days{0};
}

}  // namespace lianxi
