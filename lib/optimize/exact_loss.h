#pragma once

// The loss of a learner's answers under a set of parameters and its 21 derivatives, in plain double
// precision: the definition that the fast one is checked against, and what reports are made of.
//
// One walk forward over a card gives every state, one walk back every derivative: the derivative of
// all later losses by the state after an answer becomes that by the state before it. A value held
// within its range hands a derivative on at the bounds and not beyond them.
// Source: the formulas in schedule/fsrs6.h; the derivatives follow by the chain rule.

#include <cstdint>
#include <span>

#include "optimize/histories.h"
#include "schedule/fsrs6.h"

namespace lianxi {

/// One card's answers: elapsed days, ratings, and the weight of each answer's loss, 0 for none.
struct WeightedCard {
  std::span<const std::int32_t> elapsed;
  std::span<const std::uint8_t> rating;
  std::span<const double> weight;
};

/// The card's weighted losses. Adds their derivatives to `gradient` unless it is null.
double exact_loss(const WeightedCard& card, const Fsrs6Parameters& w, Fsrs6Parameters* gradient);

/// The same of all cards, every item with its recency weight.
double exact_loss(const Histories& from, const Fsrs6Parameters& w, Fsrs6Parameters* gradient);

}  // namespace lianxi
