#pragma once

// What each answer would do to a card today: by the scheduler, by the card's own fuzz and, where
// the learner wants loads balanced, by what is due already on the days it might come back.

#include <memory>
#include <optional>
#include <vector>

#include "schedule/scheduler.h"
#include "store/cards.h"
#include "store/settings.h"

namespace lianxi {

class Planner {
 public:
  /// `db` must outlive it.
  Planner(Db& db, const store::Settings& settings);

  Outcomes preview(const store::CardRow& card, StudyDay today);
  /// What the event of an answer records; a longer interval is not chosen for a worse rating.
  Outcome answer(const store::CardRow& card, Rating rating, std::optional<int> quality,
                 StudyDay today);
  const Scheduler& scheduler() const { return *scheduler_; }

 private:
  Outcomes balanced(const store::CardRow& card, StudyDay today);
  /// `due`: cards by day from today on.
  int balanced_interval(int interval, double fuzz, const std::vector<int>& due,
                        const std::vector<int>& siblings, StudyDay today) const;

  Db& db_;
  store::Settings settings_;
  std::unique_ptr<Scheduler> scheduler_;
};

/// Days since the card was last answered; none before the first answer.
Days elapsed_on(const CardState& state, StudyDay today);

}  // namespace lianxi
