#pragma once

// The loss of groups of cards and its derivatives, in single precision and as many cards at a time
// as the processor takes: one walk forward and one back per card, as exact_loss does. The same
// arithmetic is compiled for several instruction sets and chosen when the program runs.

#include <array>
#include <string_view>
#include <vector>

#include "optimize/card_groups.h"
#include "schedule/fsrs6.h"

namespace lianxi {

/// What the walk back sums: the loss, and the derivatives up to factors that are the same
/// everywhere. The names say which parameters they are for.
enum SweepSum : std::size_t {
  kLoss,
  kFirstStability,  // 4, by rating
  kFirstDifficulty = kFirstStability + 4,
  kMean = kFirstDifficulty + 4,  // w4, w5
  kStep,                         // w6
  kReturn,                       // w7
  kRecalled,                     // w8
  kRecalledPower,                // w9
  kRecalledRecall,               // w10
  kForgotten,                    // w11
  kForgottenDifficulty,          // w12
  kForgottenPower,               // w13
  kForgottenRecall,              // w14
  kHard,                         // w15
  kEasy,                         // w16
  kFloor,                        // w17, w18: where a lapse left the most it may
  kSameDay,                      // w17, w18
  kSameDayRating,                // w17
  kSameDayPower,                 // w19
  kDecay,                        // w20
  kSweepSums
};
using SweepSums = std::array<double, kSweepSums>;

/// A set of parameters as the walk needs it.
struct SweepConstants {
  explicit SweepConstants(const Fsrs6Parameters& parameters);

  std::array<float, kFsrs6Count> w;
  float factor, factor_by_decay;  // of the forgetting curve
  float recalled, log_forgotten, floor;
  float mean_difficulty;
  std::array<float, 4> first_difficulty;
};

/// What the walk forward leaves for the walk back, per answer.
struct SweptAnswer {
  GroupLine stability, difficulty;
  GroupLine per_stability, per_base;                          // reciprocals
  GroupLine log_base, forgotten;                              // of the forgetting curve; 1 - R
  GroupLine log_stability, log_difficulty, power, by_recall;  // see sweep_lanes.inc
};

enum class Derivatives : std::uint8_t { no, yes };

/// One chunk. `scratch` has room for the longest group.
using Sweep = void (*)(const CardGroups& from, std::size_t chunk, const SweepConstants& constants,
                       Derivatives derivatives, SweptAnswer* scratch, SweepSums& sums);

/// An instruction set that this processor has; the best is first. Which one makes a difference in
/// the last digits.
struct NamedSweep {
  std::string_view name;
  Sweep sweep;
};
std::vector<NamedSweep> sweeps();

/// The derivatives by the parameters.
Fsrs6Parameters derivatives(const SweepSums& sums, const Fsrs6Parameters& w);

}  // namespace lianxi
