#include "optimize/sweep.h"

#include <cmath>
#include <cstdint>

// Clang takes the instruction set of what follows by another pragma than gcc.
#if defined(__x86_64__) && defined(__clang__)
#define LIANXI_X86 1
#define LIANXI_TARGET_PUSH(features) \
  LIANXI_PRAGMA(clang attribute push(__attribute__((target(features))), apply_to = function))
#define LIANXI_TARGET_POP LIANXI_PRAGMA(clang attribute pop)
#elif defined(__x86_64__) && defined(__GNUC__)
#define LIANXI_X86 1
#define LIANXI_TARGET_PUSH(features) \
  LIANXI_PRAGMA(GCC push_options) LIANXI_PRAGMA(GCC target(features))
#define LIANXI_TARGET_POP LIANXI_PRAGMA(GCC pop_options)
#endif
#define LIANXI_PRAGMA(text) _Pragma(#text)

namespace lianxi {
namespace any_processor {
constexpr std::size_t kLanes = 4;
#include "optimize/sweep_lanes.inc"
}  // namespace any_processor

#ifdef LIANXI_X86
LIANXI_TARGET_PUSH("avx2,fma")
namespace avx2 {
constexpr std::size_t kLanes = 8;
#include "optimize/sweep_lanes.inc"  // NOLINT(readability-duplicate-include): for other lanes
}  // namespace avx2
LIANXI_TARGET_POP

LIANXI_TARGET_PUSH("avx512f,avx512dq,avx512vl,avx512bw,avx2,fma")
namespace avx512 {
constexpr std::size_t kLanes = 16;
#include "optimize/sweep_lanes.inc"  // NOLINT(readability-duplicate-include): for other lanes
}  // namespace avx512
LIANXI_TARGET_POP
#endif

std::vector<NamedSweep> sweeps() {
  std::vector<NamedSweep> found;
#ifdef LIANXI_X86
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) {
    found.push_back({"avx512", avx512::sweep_chunk});
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    found.push_back({"avx2", avx2::sweep_chunk});
  }
#endif
  found.push_back({"any", any_processor::sweep_chunk});
  return found;
}

SweepConstants::SweepConstants(const Fsrs6Parameters& p) {
  for (std::size_t i = 0; i < w.size(); ++i) w[i] = static_cast<float>(p[i]);
  const double base = std::pow(0.9, -1 / p[20]);
  factor = static_cast<float>(base - 1);
  factor_by_decay = static_cast<float>(base * -std::log(0.9) / (p[20] * p[20]));
  recalled = static_cast<float>(std::exp(p[8]));
  log_forgotten = static_cast<float>(std::log(p[11]));
  floor = static_cast<float>(std::exp(-p[17] * p[18]));
  mean_difficulty = static_cast<float>(p[4] - std::exp(3 * p[5]) + 1);
  for (std::size_t i = 0; i < 4; ++i) {
    first_difficulty[i] = static_cast<float>(p[4] - std::exp(p[5] * static_cast<double>(i)) + 1);
  }
}

Fsrs6Parameters derivatives(const SweepSums& sums, const Fsrs6Parameters& w) {
  Fsrs6Parameters by{};
  for (std::size_t i = 0; i < 4; ++i) {
    const double steps = static_cast<double>(i), of_first = sums[kFirstDifficulty + i];
    by[i] = sums[kFirstStability + i];
    by[4] += of_first;
    by[5] -= of_first * steps * std::exp(w[5] * steps);
  }
  by[4] += sums[kMean] * w[7];
  by[5] -= sums[kMean] * w[7] * 3 * std::exp(3 * w[5]);
  by[6] = -sums[kStep] * (1 - w[7]) / 9;
  by[7] = sums[kReturn];
  by[8] = sums[kRecalled];
  by[9] = -sums[kRecalledPower];
  by[10] = sums[kRecalledRecall];
  by[11] = sums[kForgotten] / w[11];
  by[12] = -sums[kForgottenDifficulty];
  by[13] = sums[kForgottenPower];
  by[14] = sums[kForgottenRecall];
  by[15] = sums[kHard];
  by[16] = sums[kEasy];
  by[17] = sums[kSameDayRating] + w[18] * (sums[kSameDay] - sums[kFloor]);
  by[18] = w[17] * (sums[kSameDay] - sums[kFloor]);
  by[19] = -sums[kSameDayPower];
  by[20] = sums[kDecay];
  return by;
}

}  // namespace lianxi
