#pragma once

// SM-2 in exact integers. "SM-2" in the wild differs on four questions; here they are options,
// and the presets name the well-known answers. The article says: an easiness that a failure
// leaves alone, the easiness from before the answer multiplies, fractions of a day go up.
// Easiness is always a multiple of 0.01, so hundredths lose nothing, where doubles turn 420 days
// into 421.
// Source: P. A. Wozniak, "Optimization of learning", 1990, chapter 3.2.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "schedule/scheduler.h"

namespace lianxi {

struct Sm2Options {
  enum class EfOnFail { keep, update };
  enum class EfForInterval { before, after };
  enum class Rounding { up, nearest };  ///< nearest: exact ties go up

  EfOnFail ef_on_fail = EfOnFail::keep;
  EfForInterval ef_for_interval = EfForInterval::before;
  Rounding rounding = Rounding::up;
  Days max_interval{36500};  ///< limits the scheduled interval, not the state

  friend bool operator==(const Sm2Options&, const Sm2Options&) = default;
};

/// article, article_after, nearest, pypi; nothing for another name.
std::optional<Sm2Options> sm2_preset(std::string_view name);

inline constexpr std::int64_t kSm2MaxInterval = std::int64_t{1} << 40;  ///< where I stops, days
inline constexpr std::int32_t kSm2MinEf100 = 130;
/// The article has no upper limit. This one is out of reach of any learner and keeps the product
/// with kSm2MaxInterval within 64 bits.
inline constexpr std::int32_t kSm2MaxEf100 = 1 << 22;

/// What a grade in 0..5 adds to the easiness, in hundredths.
constexpr std::int32_t sm2_ease_change(int quality) {
  const int missing = 5 - quality;
  return 10 - missing * (8 + missing * 2);
}

/// One graded repetition. `quality` in 0..5; a state out of range is brought into it first.
/// Inline and without loops or calls, nor branches on the grade, which no processor can guess:
/// optimisers and simulations run it over whole histories. A condition on the grade is a mask of
/// bits (for a bool gcc writes a setcc, whose false dependence on the card before halves the
/// speed), and the rules for the interval are a table.
inline Sm2State sm2_step(const Sm2State& state, int quality, const Sm2Options& options) {
  const std::int32_t passed = (2 - quality) >> 31;  // all bits, or none
  const std::int32_t graded = options.ef_on_fail == Sm2Options::EfOnFail::update ? -1 : passed;
  const std::int32_t ef_before = std::clamp(state.ef100, kSm2MinEf100, kSm2MaxEf100);
  const std::int32_t ef =
      std::clamp(ef_before + (graded & sm2_ease_change(quality)), kSm2MinEf100, kSm2MaxEf100);
  const std::int32_t n = passed & (std::clamp(state.n, 0, (1 << 30) - 1) + 1);
  const bool after = options.ef_for_interval == Sm2Options::EfForInterval::after;
  const std::int64_t multiplier = after ? ef : ef_before;
  const std::int64_t rounding = options.rounding == Sm2Options::Rounding::up ? 99 : 50;
  const std::int64_t interval = std::clamp(state.interval, std::int64_t{1}, kSm2MaxInterval);
  const auto hundredths =
      static_cast<std::uint64_t>(std::min(interval * multiplier + rounding, 100 * kSm2MaxInterval));
  const std::int64_t by_n[] = {1, 1, 6, static_cast<std::int64_t>(hundredths / 100)};
  return {by_n[std::min(n, 3)], n, ef};
}

/// sm2_step() of each card with its grade, in place; cards beyond the shorter span stay as they
/// are. For simulations and optimisers, which step many cards at once: over 200 million a second
/// on one core.
void sm2_step_all(std::span<Sm2State> cards, std::span<const std::uint8_t> qualities,
                  const Sm2Options& options);

/// SM-2 behind the common interface. `elapsed` and `fuzz` do not matter to it: the article knows
/// no early or late answers.
class Sm2 final : public Scheduler {
 public:
  explicit Sm2(Sm2Options options = {}) : options_(options) {}
  Outcome answer(const CardState& card, Rating rating, std::optional<int> quality, Days elapsed,
                 double fuzz) const override;
  const SchedulerTraits& traits() const override {
    static constexpr SchedulerTraits kTraits{"sm2", 4, false, false};
    return kTraits;
  }

 private:
  Sm2Options options_;
};

}  // namespace lianxi
