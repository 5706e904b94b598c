#pragma once

// The learner of a simulation as the log knows him: which answers he gives, and how long they take.
// Each figure is drawn towards the default with the weight of 50 answers, so a short log changes
// little and a long one nearly all. Source: fsrs-rs 6.6 (June 2026), Open Spaced Repetition.

#include <array>
#include <chrono>
#include <cstdint>
#include <span>

#include "base/rating.h"
#include "cards/card.h"
#include "stats/learner.h"

namespace lianxi {

/// One answer. Those of a card stand in the order in which they were given.
struct TimedReview {
  std::int64_t card = 0;
  std::int64_t day = 0;  ///< a day's number; one before the card's last counts as the same day
  Rating rating = Rating::good;
  std::chrono::milliseconds taken{0};  ///< counts if above 0 and under 20 minutes
  CardKind kind = CardKind::plain;
};

/// The shares and seconds of a log that has every card from its first answer on. All answers of a
/// card's first day are learning; of a later day the first is a review, and where it was `again` or
/// `hard`, those after it are relearning. What follows one that was good or easy is an extra, and
/// left out. There fsrs-rs leaves out what follows `hard`, too; here SM-2 asks such a card again.
Learner learner_rates(std::span<const TimedReview> in_time_order, const Learner& defaults = {});

/// How much longer a card of a kind takes than the learner's cards on the whole: his seconds times
/// this. Few answers of a kind lean on what the kind takes by default (stats/figures.h).
using PaceByKind = std::array<double, kCardKindNames.size()>;
PaceByKind kind_paces(std::span<const TimedReview> in_time_order, const Learner& learner);

}  // namespace lianxi
