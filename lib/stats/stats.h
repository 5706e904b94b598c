#pragma once

// How it is going, counted from reviews. Pure: reviews come in one by one, card by card, figures
// come out. Recall is asked of first answers of a day, on cards that were introduced on an earlier
// day: later answers of the day are drills and know the word already. Of a card as little is kept
// as there can be: there may be hundreds of thousands, and their reviews come as they were given.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/rating.h"
#include "base/time.h"
#include "cards/card.h"
#include "stats/proportion.h"

namespace lianxi {

/// The days of a card's answers, one after the other.
class CardDays {
 public:
  /// Takes the next answer, in canonical order; `anew`: the card was reset since the one before.
  /// Gives the days since the answer before: none for the first. A clock that ran backwards brings
  /// no day back: the answer is of the day of the one before.
  std::optional<Days> next(StudyDay day, bool anew) {
    const auto number = static_cast<std::int32_t>(day_number(day));
    const bool first = anew || last_ == kNone;
    const std::int32_t before = last_;
    last_ = first ? number : std::max(number, before);
    if (first) return std::nullopt;
    return Days{static_cast<Days::rep>(std::int64_t{last_} - before)};
  }
  /// The day of the latest answer; there must have been one.
  StudyDay last() const { return day_from_number(last_); }

 private:
  static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();
  std::int32_t last_ = kNone;
};

/// A surviving review.
struct ReviewFact {
  StudyDay day{};               ///< as CardDays has it
  std::optional<Days> elapsed;  ///< since the card's answer before
  std::chrono::sys_time<std::chrono::minutes> at{};
  std::chrono::minutes offset{0};  ///< local = utc + offset
  Rating rating{};
  std::chrono::milliseconds taken{0};
  std::optional<bool> first_sight;  ///< whether its sentence was new; nothing without a sentence
};

/// What a card is, and the number of the group it belongs to, as the caller counts them.
struct ReviewedCard {
  CardKind kind{};
  std::uint32_t group = 0;
};

/// One day of study.
struct DayTotal {
  std::int64_t reviews = 0;     ///< first answers of the day
  std::int64_t introduced = 0;  ///< of these, first answers ever or since a reset
  std::int64_t drills = 0;      ///< later answers on the same day
  std::int64_t recalled = 0;    ///< first answers rated hard or better
  std::chrono::milliseconds taken{0};

  std::int64_t answers() const { return reviews + drills; }
  DayTotal& operator+=(const DayTotal& other);
  friend bool operator==(const DayTotal&, const DayTotal&) = default;
};

/// Six parts of the day, by the clock on the wall.
inline constexpr std::array<std::string_view, 6> kDayParts = {"00-04", "04-08", "08-12",
                                                              "12-16", "16-20", "20-24"};

/// Days in a row.
struct Streak {
  int now = 0;  ///< ending today or, where today has no answer yet, yesterday
  int longest = 0;
};

/// Counts reviews, in any order.
class StatsCounter {
 public:
  /// `groups`: how many there are. Recall is counted on the days from `since` to `until`.
  explicit StatsCounter(std::size_t groups, std::optional<StudyDay> since = {},
                        std::optional<StudyDay> until = {});

  void add(const ReviewedCard& card, const ReviewFact& review);

  const std::array<Proportion, kCardKindNames.size()>& by_kind() const { return by_kind_; }
  const std::vector<Proportion>& by_group() const { return by_group_; }
  /// By whether the sentence shown was new to the learner: who recalls a word only in sentences he
  /// has seen knows the card, not the word.
  const std::map<bool, Proportion>& by_first_sight() const { return by_first_sight_; }
  const std::array<Proportion, kDayParts.size()>& by_day_part() const { return by_day_part_; }
  std::map<std::chrono::year_month, Proportion> by_month() const;
  /// Every day with an answer, whatever `since` and `until`.
  std::map<StudyDay, DayTotal> by_day() const;
  /// A day that a flight to the east has all but left out (less than half of it was left) breaks no
  /// row, nor does one that an earlier rollover has left out (the answers around it are no more
  /// than 24 hours apart); a day that comes twice is one day.
  Streak streak(StudyDay today) const;

 private:
  using Time = std::chrono::sys_time<std::chrono::minutes>;

  /// A day and the clocks it was lived by.
  struct Day {
    DayTotal total;
    Proportion recall;  ///< of what is counted
    Time first = Time::max(), last = Time::min();
    std::chrono::minutes first_offset{0}, last_offset{0};
  };

  void count_recall(const ReviewedCard& card, const ReviewFact& review, Day& lived);
  Day& day_of(StudyDay day);
  bool follows(StudyDay before, StudyDay day) const;

  std::optional<StudyDay> since_, until_;
  std::array<Proportion, kCardKindNames.size()> by_kind_{};
  std::vector<Proportion> by_group_;
  std::map<bool, Proportion> by_first_sight_;
  std::array<Proportion, kDayParts.size()> by_day_part_{};
  std::map<StudyDay, Day> days_;
  std::map<StudyDay, Day>::iterator latest_day_ = days_.end();
};

}  // namespace lianxi
