#pragma once

// Cards counted as they stand: how far along they are, how far apart and how easy they have become,
// what comes when. Pure: cards come in one by one.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "cards/card.h"
#include "stats/figures.h"

namespace lianxi {

/// A card as it stands.
struct CardStanding {
  CardKind kind{};
  bool open = false;
  bool suspended = false;
  std::int64_t interval = 0;  ///< days
  std::int32_t ef100 = 250;
  std::optional<StudyDay> due;  ///< none of one that was never answered
};

/// How far along a card is.
enum class Maturity : std::uint8_t { locked, open, young, stable, suspended };
inline constexpr std::array<std::string_view, 5> kMaturityNames = {"locked", "open", "young",
                                                                   "stable", "suspended"};
/// Young: answered, under 21 days.
Maturity maturity_of(const CardStanding& card);

/// Where the groups of intervals begin, in days.
inline constexpr std::array<std::int64_t, 8> kIntervalsFrom = {0, 2, 7, 14, 21, 60, 180, 365};
/// Where the groups of ease begin, times 100.
inline constexpr std::array<std::int32_t, 8> kEaseFrom = {130, 150, 170, 190, 210, 230, 250, 270};

/// What comes due on a day.
struct DueDay {
  std::int64_t cards = 0;
  double minutes = 0;
};

class CardCounter {
 public:
  /// `due()` holds so many days from today on, today what was due before, too. Minutes are what
  /// such answers took the learner.
  CardCounter(StudyDay today, int days, const LearnerFigures& figures);
  void add(const CardStanding& card);

  using ByMaturity = std::array<std::int64_t, kMaturityNames.size()>;
  const std::map<CardKind, ByMaturity>& by_kind() const { return by_kind_; }
  /// Of cards that were answered and are not suspended.
  const std::array<std::int64_t, kIntervalsFrom.size()>& intervals() const { return intervals_; }
  const std::array<std::int64_t, kEaseFrom.size()>& ease() const { return ease_; }
  const std::vector<DueDay>& due() const { return due_; }

 private:
  StudyDay today_;
  const LearnerFigures& figures_;
  std::map<CardKind, ByMaturity> by_kind_;
  std::array<std::int64_t, kIntervalsFrom.size()> intervals_{};
  std::array<std::int64_t, kEaseFrom.size()> ease_{};
  std::vector<DueDay> due_;
};

}  // namespace lianxi
