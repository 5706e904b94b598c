#pragma once

// The forgetting curve as a table. A simulation asks for the recall of every card on every day,
// which is a hundred times as often as it answers one. Recall depends on elapsed days over
// stability alone; between 512 points an octave it is read off a straight line, within 2e-7.

#include <bit>
#include <cstdint>
#include <vector>

#include "schedule/fsrs6.h"

namespace lianxi {

class RecallTable {
 public:
  explicit RecallTable(const Fsrs6Model& model);

  /// The probability of recall when `x` stabilities have passed; x in [0, 10^8].
  double at(double x) const {
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(1 + x) - kOne;
    const auto point = static_cast<std::size_t>(bits >> kRest);
    const double beyond =
        static_cast<double>(static_cast<std::int64_t>(bits & kRestMask)) * (1.0 / (kRestMask + 1));
    return recall_[point] + beyond * (recall_[point + 1] - recall_[point]);
  }

 private:
  // The bits of a double are its logarithm, roughly: those of the exponent and the next 9 number
  // the points.
  static constexpr int kRest = 52 - 9;
  static constexpr std::uint64_t kRestMask = (std::uint64_t{1} << kRest) - 1;
  static constexpr std::uint64_t kOne = std::bit_cast<std::uint64_t>(1.0);
  static constexpr std::uint64_t kOctaves = 27;

  std::vector<double> recall_;
};

}  // namespace lianxi
