#include "stats/proportion.h"

#include <algorithm>
#include <cmath>

namespace lianxi {

Interval interval_95(const Proportion& proportion) {
  if (proportion.of == 0) return {};
  constexpr double z = 1.959963984540054;
  const auto n = static_cast<double>(proportion.of);
  const double p = proportion.share();
  const double middle = p + z * z / (2 * n);
  const double spread = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {std::max(0.0, (middle - spread) / scale), std::min(1.0, (middle + spread) / scale)};
}

}  // namespace lianxi
