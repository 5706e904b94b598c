#pragma once

// Logs of learners that never lived, for measuring. Each has a memory of FSRS-6 with parameters of
// its own, and ways that FSRS-6 does not know: cards that are easier or harder to remember by
// themselves, slips of attention, good months and bad ones. The reviews are planned by the default
// parameters, and done late more often than not. One seed, one log.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <queue>
#include <span>
#include <vector>

#include "evaluate/held_out.h"
#include "schedule/fsrs6.h"

namespace lianxi {

/// SplitMix64, and what is drawn from it.
class MadeChance {
 public:
  explicit MadeChance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
  }
  double share() { return static_cast<double>(bits() >> 11) * 0x1p-53; }  ///< in [0, 1)
  bool happens(double probability) { return share() < probability; }
  double normal() {
    return std::sqrt(-2 * std::log(1 - share())) * std::cos(6.283185307179586 * share());
  }

 private:
  std::uint64_t state_;
};

/// One cut of a log: what comes after this share of its items is held out.
inline std::vector<TimeFold> one_cut(std::span<const GradedReview> log, double known) {
  const std::size_t items = foretold_places(log).size();
  const auto cut =
      static_cast<std::size_t>(std::clamp(known, 0.0, 1.0) * static_cast<double>(items));
  return cut < items ? std::vector<TimeFold>{{cut, items}} : std::vector<TimeFold>{};
}

class MadeLearner {
 public:
  explicit MadeLearner(std::uint64_t seed) : chance_(seed), memory_(own_parameters()) {
    retention_ = 0.8 + 0.14 * chance_.share();
    hard_ = 0.03 + 0.15 * chance_.share();
    easy_ = 0.03 + 0.2 * chance_.share();
    slip_ = 0.03 * chance_.share();
    again_first_ = 0.1 + 0.3 * chance_.share();
    spread_ = 0.2 + 0.4 * chance_.share();
  }

  const Fsrs6Parameters& parameters() const { return memory_.parameters(); }

  /// So many answers in time order.
  std::vector<GradedReview> log(std::size_t reviews) {
    std::vector<GradedReview> made;
    made.reserve(reviews);
    const int new_cards = 3 + static_cast<int>(std::sqrt(static_cast<double>(reviews)) / 12);
    for (std::int32_t day = 0; made.size() < reviews; ++day) {
      while (!due_.empty() && due_.top().day <= day) {
        const std::uint32_t card = due_.top().card;
        due_.pop();
        study(card, day, made);
      }
      for (int i = 0; i < new_cards; ++i) {
        cards_.push_back({{}, {}, std::exp(spread_ * chance_.normal()), 0});
        study(static_cast<std::uint32_t>(cards_.size() - 1), day, made);
      }
    }
    made.resize(reviews);
    return made;
  }

 private:
  struct Card {
    MemoryState truth, planned;  ///< as it is; as the default parameters see it
    double own = 1;              ///< how much longer it is remembered than others
    std::int32_t last = 0;
  };
  struct Due {
    std::int32_t day;
    std::uint32_t card;
    bool operator<(const Due& other) const {
      return day != other.day ? day > other.day : card > other.card;
    }
  };

  Fsrs6Parameters own_parameters() {
    Fsrs6Parameters w = kFsrs6Defaults;
    for (std::size_t i = 4; i < w.size(); ++i) {
      w[i] += 0.5 * kFsrs6Ranges[i].deviation * chance_.normal();
    }
    const double shift = 0.4 * chance_.normal();
    for (std::size_t i = 0; i < 4; ++i) w[i] *= std::exp(shift + 0.35 * chance_.normal());
    std::sort(w.begin(), w.begin() + 4);
    w[19] = std::max(w[19], 0.01);
    return within_ranges(w);
  }

  Rating answer_again(const Card& card, std::int32_t day) {
    const double season = 1 + 0.15 * std::sin(day / 60.0);
    const double s = card.truth.stability * card.own * season;
    const double r = memory_.retrievability(day - card.last, s);
    if (!chance_.happens(slip_ + (1 - 2 * slip_) * r)) return Rating::again;
    const double kind = chance_.share();
    return kind < hard_ ? Rating::hard : kind < hard_ + easy_ ? Rating::easy : Rating::good;
  }

  Rating answer_first() {
    const double kind = chance_.share();
    if (kind < again_first_) return Rating::again;
    if (kind < again_first_ + hard_ * 1.5) return Rating::hard;
    return kind > 1 - easy_ * 1.2 ? Rating::easy : Rating::good;
  }

  void note(std::uint32_t number, std::int32_t day, Rating rating, bool first,
            std::vector<GradedReview>& made) {
    Card& card = cards_[number];
    const int t = first ? 0 : day - card.last;
    card.truth = first ? memory_.first(rating) : memory_.next(card.truth, t, rating);
    card.planned = first ? plan_.first(rating) : plan_.next(card.planned, t, rating);
    card.last = day;
    made.push_back({number, day, rating});
  }

  /// The answers of one day to one card, and when it comes back.
  void study(std::uint32_t number, std::int32_t day, std::vector<GradedReview>& made) {
    Card& card = cards_[number];
    const bool first = card.last == 0 && card.truth.stability == 0;
    const Rating rating = first ? answer_first() : answer_again(card, day);
    note(number, day, rating, first, made);
    for (int again = rating == Rating::again ? 1 : first ? 2 : 3; again < 3; ++again) {
      note(number, day, chance_.happens(0.85) ? Rating::good : Rating::again, false, made);
    }
    const double interval = plan_.interval(card.planned.stability, retention_);
    const double fuzzed = interval * (0.9 + 0.2 * chance_.share());
    int late = 0;
    while (chance_.happens(0.3)) late += 1 + static_cast<int>(0.05 * fuzzed * chance_.share());
    due_.push({day + static_cast<int>(whole_days(fuzzed, Days{3650}).count()) + late, number});
  }

  MadeChance chance_;
  Fsrs6Model memory_, plan_;
  double retention_ = 0.9, hard_ = 0.1, easy_ = 0.1, slip_ = 0.01, again_first_ = 0.2;
  double spread_ = 0.3;
  std::vector<Card> cards_;
  std::priority_queue<Due> due_;
};

}  // namespace lianxi
