#pragma once

// How it is going, counted from reviews. Pure: reviews come in one by one, figures come out.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cards/card.h"
#include "schedule/event.h"

namespace lianxi {

/// A surviving review, with what is known of its card.
struct ReviewFact {
  CardKind kind{};
  Key card;
  StudyDay day{};
  Rating rating{};
  std::chrono::milliseconds taken{0};
  std::optional<bool> first_sight;  ///< whether its sentence was new; nothing without a sentence
};

/// Recall of one group of reviews.
struct Recall {
  std::int64_t reviews = 0;   ///< first answers of a day, of cards introduced on an earlier day
  std::int64_t recalled = 0;  ///< of these, rated hard or better
};

/// One day of study.
struct DayTotal {
  std::int64_t reviews = 0;     ///< first answers of the day
  std::int64_t introduced = 0;  ///< of these, first answers ever
  std::int64_t drills = 0;      ///< later answers on the same day
  std::int64_t recalled = 0;    ///< first answers rated hard or better
  std::chrono::milliseconds taken{0};
};

/// Counts reviews. Those of one card must come together and in canonical order.
class StatsCounter {
 public:
  void add(const ReviewFact& review);
  const std::map<CardKind, Recall>& by_kind() const { return by_kind_; }
  /// The same by whether the sentence shown was new to the learner: who recalls a word only in
  /// sentences he has seen knows the card, not the word.
  const std::map<bool, Recall>& by_first_sight() const { return by_first_sight_; }
  const std::map<StudyDay, DayTotal>& by_day() const { return by_day_; }
  /// Days in a row with a review, ending today or, where today has none yet, yesterday.
  int streak(StudyDay today) const;

 private:
  std::map<CardKind, Recall> by_kind_;
  std::map<bool, Recall> by_first_sight_;
  std::map<StudyDay, DayTotal> by_day_;
  Key card_;
  std::optional<StudyDay> last_;
};

}  // namespace lianxi
