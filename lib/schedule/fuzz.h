#pragma once

// Cards that were begun on one day would come back on one day for ever. Fuzz moves each a little,
// by a number that is its own; load balancing chooses among the same days the one with the least
// to do, and easy days keep days of the week light.
// Source: Anki 26.08, fuzz ranges and load balancer; published comparisons say to weigh by load and
// by day, and never to take the least loaded day (fsrs4anki issue 678).

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "schedule/scheduler.h"

namespace lianxi {

/// The days an interval may be moved to, both included. None below 2.5 days.
struct FuzzRange {
  int lower = 1, upper = 1;
  friend bool operator==(const FuzzRange&, const FuzzRange&) = default;
};
/// `interval` in days, before rounding; the range lies within [minimum, maximum].
FuzzRange fuzz_range(double interval, int minimum, int maximum);
/// The day of a range at `fuzz` in [0, 1): all are as likely. A longer interval never becomes the
/// shorter one by the same number.
int fuzzed(const FuzzRange& range, double fuzz);

enum class EasyDay : std::uint8_t { normal, reduced, minimum };
using EasyDays = std::array<EasyDay, 7>;  ///< Monday first
/// "sat=reduced,sun=minimum"; "none" for seven normal days. Nothing for anything else.
std::optional<EasyDays> easy_days_from_string(std::string_view text);

/// A day that a card might come back on.
struct Candidate {
  int interval = 1;  ///< days from today, at least 1
  int due = 0;       ///< cards due on it already
  int weekday = 0;   ///< 0 is Monday
};
/// How likely each is to be chosen, not normed: `siblings` are the intervals at which cards of the
/// same entry come back.
std::vector<double> balance_weights(std::span<const Candidate> days, const EasyDays& easy,
                                    std::span<const int> siblings);
/// How much of the weight of each day its easy day leaves, and the other cards of its entry.
std::vector<double> easy_factors(std::span<const Candidate> days, const EasyDays& easy);
double sibling_factor(int interval, std::span<const int> siblings);
/// The place that `fuzz` in [0, 1) chooses among weights, of which one is above 0.
std::size_t chosen_by_weight(std::span<const double> weights, double fuzz);

/// The days up to which loads are balanced: beyond, plain fuzz.
inline constexpr int kBalancedDays = 90;

/// A scheduler whose intervals are fuzzed.
class Fuzzed final : public Scheduler {
 public:
  /// No interval exceeds `max_interval`.
  Fuzzed(std::unique_ptr<Scheduler> scheduler, Days max_interval)
      : scheduler_(std::move(scheduler)), max_interval_(max_interval) {}
  Outcomes preview(const CardState& card, Days elapsed, double fuzz) const override;
  Outcome answer(const CardState& card, Rating rating, std::optional<int> quality, Days elapsed,
                 double fuzz) const override;
  std::optional<MemoryState> memory_of(const Sm2State& state) const override {
    return scheduler_->memory_of(state);
  }
  std::optional<double> recall(const CardState& card, Days elapsed) const override {
    return scheduler_->recall(card, elapsed);
  }
  bool is_exact(const CardState& card, Rating rating, std::optional<int> quality,
                Days elapsed) const override {
    return scheduler_->is_exact(card, rating, quality, elapsed);
  }
  const SchedulerTraits& traits() const override { return scheduler_->traits(); }

 private:
  void move(Outcome& outcome, double fuzz) const;

  std::unique_ptr<Scheduler> scheduler_;
  Days max_interval_;
};

}  // namespace lianxi
