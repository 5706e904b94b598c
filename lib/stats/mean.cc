#include "stats/mean.h"

#include <cmath>

namespace lianxi {

double student_95(std::size_t degrees) {
  if (degrees <= 1) return 12.706204736432095;
  if (degrees == 2) return 4.302652729911275;
  constexpr double z = 1.959963984540054;
  constexpr double z2 = z * z, z3 = z2 * z, z5 = z3 * z2, z7 = z5 * z2;
  const auto n = static_cast<double>(degrees);
  return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
}

MeanOf mean_95(std::span<const double> values) {
  MeanOf result;
  result.of = values.size();
  if (values.empty()) return result;
  const auto n = static_cast<double>(values.size());
  for (const double value : values) result.mean += value / n;
  double squares = 0;
  for (const double value : values) squares += (value - result.mean) * (value - result.mean);
  const double reach =
      values.size() < 2 ? 0 : student_95(values.size() - 1) * std::sqrt(squares / (n - 1) / n);
  result.interval = {result.mean - reach, result.mean + reach};
  return result;
}

}  // namespace lianxi
