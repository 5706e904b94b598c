#pragma once

// How a learner answers: how long it takes and how often which rating is given, by kind of card and
// by how far the card is along. Measured from the learner's own reviews once there are enough;
// what is rare among them leans on what is frequent, and everything leans on defaults.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/rating.h"
#include "base/time.h"
#include "cards/card.h"

namespace lianxi {

/// What an answer is to its card.
enum class Stage : std::uint8_t {
  first,  ///< the first answer ever
  early,  ///< after less than a week
  late,   ///< after a week or more
  drill,  ///< again on the same day
};
inline constexpr std::size_t kStages = 4;

/// `elapsed`: days since the card's answer before; none where there was none.
constexpr Stage stage_after(std::optional<Days> elapsed) {
  if (!elapsed) return Stage::first;
  return *elapsed <= Days{0} ? Stage::drill : *elapsed < Days{7} ? Stage::early : Stage::late;
}

/// What to expect of an answer.
struct Figures {
  double seconds = 0;
  double again = 0, hard = 0, easy = 0;  ///< shares of these ratings; the rest is good
};

/// The share of cards recalled when they are asked so many days late, where `on_time` (above 0) is
/// that of cards asked on their day: the power curve of FSRS-4.5, (1 + f t / S)^-0.5. The stability
/// S is the interval; the first two intervals of SM-2 are below it.
double recalled_late(double on_time, std::int64_t interval, Days late);

/// What to expect of an answer that comes so many days late: more is forgotten, and of the rest
/// each rating keeps its part.
Figures asked_late(const Figures& on_time, std::int64_t interval, Days late);

/// Figures for every kind and stage.
struct LearnerFigures {
  std::array<std::array<Figures, kStages>, kCardKindNames.size()> by_kind{};
  bool measured = false;  ///< from the learner's own reviews

  const Figures& of(CardKind kind, Stage stage) const {
    return by_kind[static_cast<std::size_t>(kind)][static_cast<std::size_t>(stage)];
  }
};

/// For a learner of whom nothing is known.
///
/// Seconds: means over many collections of cards that learners judge themselves are 11 to 20 s for
/// a first answer and 9 to 19 s later (defaults of the simulator in fsrs-rs 6.6). A bare word is
/// below that, typing a word adds about 4 s, reading the sentence of a blank about 6 s more; a
/// drill takes three quarters of a later answer. Ratings: the first answers there are 24 % again, 9
/// % hard and 17 % easy; SM-2 is commonly seen to keep recall between 85 and 90 %.
LearnerFigures default_figures();

/// Nobody thinks about a card for longer; what a log says beyond that is no time of an answer.
inline constexpr std::chrono::minutes kLongestAnswer{20};

/// One answer of the past.
struct AnswerFact {
  CardKind kind{};
  Stage stage{};
  Rating rating{};
  std::chrono::milliseconds taken{0};
};

/// From fewer reviews than this nothing is measured.
inline constexpr std::size_t kReviewsToMeasure = 100;

/// The learner's own figures; the defaults where there are too few answers.
LearnerFigures measured_figures(const std::vector<AnswerFact>& answers);

}  // namespace lianxi
