#pragma once

// FSRS-6 as a scheduler: a card comes back on the day on which its recall will have fallen to the
// retention that the learner wants. The arithmetic is fsrs6.h.
//
// Every answer steps the memory, later ones of a day too. In the state that all schedulers share,
// I is the interval that was planned and n counts the days in a row on which the card was known;
// the easiness stays as it was.

#include <optional>

#include "schedule/fsrs6.h"
#include "schedule/scheduler.h"

namespace lianxi {

inline constexpr double kMinRetention = 0.70, kMaxRetention = 0.97;

struct FsrsOptions {
  Fsrs6Parameters parameters = kFsrs6Defaults;
  double retention = 0.90;  ///< wanted share of recalled cards, kMinRetention to kMaxRetention
  Days max_interval{36500};
  friend bool operator==(const FsrsOptions&, const FsrsOptions&) = default;
};

class Fsrs final : public Scheduler {
 public:
  explicit Fsrs(const FsrsOptions& options = {}) : options_(options), model_(options.parameters) {}
  Outcomes preview(const CardState& card, Days elapsed, double fuzz) const override;
  Outcome answer(const CardState& card, Rating rating, std::optional<int> quality, Days elapsed,
                 double fuzz) const override;
  std::optional<MemoryState> memory_of(const Sm2State& state) const override;
  std::optional<double> recall(const CardState& card, Days elapsed) const override;
  const SchedulerTraits& traits() const override {
    static constexpr SchedulerTraits kTraits{"fsrs", 3, true, true, true};
    return kTraits;
  }
  const Fsrs6Model& model() const { return model_; }
  const FsrsOptions& options() const { return options_; }

 private:
  std::optional<MemoryState> known_memory(const CardState& card) const {
    return card.memory ? card.memory : memory_of(card.sm2);
  }
  MemoryState step(const CardState& card, Days elapsed, Rating rating) const;

  FsrsOptions options_;
  Fsrs6Model model_;
};

/// The rating that stands for a quality of 0-5 where the learner gave one: below 3 again, 3 hard, 4
/// good, 5 easy.
Rating rating_for(Rating rating, std::optional<int> quality);

}  // namespace lianxi
