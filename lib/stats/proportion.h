#pragma once

// A share of something counted, and how far it may be trusted.

#include <cstdint>

namespace lianxi {

/// So many of how many.
struct Proportion {
  std::int64_t of = 0;
  std::int64_t successes = 0;

  void add(bool success) {
    ++of;
    successes += success ? 1 : 0;
  }
  Proportion& operator+=(const Proportion& other) {
    of += other.of;
    successes += other.successes;
    return *this;
  }
  /// 0 where nothing was counted.
  double share() const {
    return of == 0 ? 0 : static_cast<double>(successes) / static_cast<double>(of);
  }
  friend bool operator==(const Proportion&, const Proportion&) = default;
};

/// From fewer than this no share should be read without its interval.
inline constexpr std::int64_t kFew = 30;

struct Interval {
  double low = 0, high = 1;
};
/// The 95 % interval of the share that lies behind a proportion: from 0 to 1 where nothing was
/// counted. Source: Wilson, "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927).
Interval interval_95(const Proportion& proportion);

}  // namespace lianxi
