#pragma once

// SM-2 as Anki has changed it: the interval grows from the one that was planned and from how late
// the answer came, hard has a factor of its own, easy a bonus, and ease moves by fixed steps.
//
// What differs from Anki: learning steps within a day are the drills of all our schedulers, so a
// card begins with the graduating intervals, and a lapse is an ordinary day's review.
// Source: Anki 26.08, its scheduler of review states, with the default options below.

#include <array>
#include <optional>

#include "schedule/scheduler.h"

namespace lianxi {

struct Sm2AnkiOptions {
  double hard_multiplier = 1.2, easy_bonus = 1.3, interval_multiplier = 1.0, lapse_multiplier = 0;
  Days min_lapse_interval{1}, graduating_good{1}, graduating_easy{4};
  Days max_interval{36500};
  friend bool operator==(const Sm2AnkiOptions&, const Sm2AnkiOptions&) = default;
};

/// What a review of a card does, by rating: again, hard, good, easy.
struct AnkiReview {
  std::array<Days, 4> intervals;
  std::array<std::int32_t, 4> ef100;
};
/// `interval`: planned, in days, at least 1; `elapsed`: days that have really passed.
AnkiReview anki_review(std::int64_t interval, std::int32_t ef100, Days elapsed,
                       const Sm2AnkiOptions& options);

class Sm2Anki final : public Scheduler {
 public:
  explicit Sm2Anki(const Sm2AnkiOptions& options = {}) : options_(options) {}
  Outcome answer(const CardState& card, Rating rating, std::optional<int> quality, Days elapsed,
                 double fuzz) const override;
  /// Of one that was recalled before its day.
  bool is_exact(const CardState& card, Rating rating, std::optional<int> quality,
                Days elapsed) const override;
  const SchedulerTraits& traits() const override {
    static constexpr SchedulerTraits kTraits{"sm2-anki", 3, false, true};
    return kTraits;
  }

 private:
  /// What the next interval grows from.
  std::int64_t planned(const CardState& card) const {
    return std::min<std::int64_t>(card.sm2.interval, options_.max_interval.count());
  }

  Sm2AnkiOptions options_;
};

}  // namespace lianxi
