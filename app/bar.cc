#include "app/bar.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lianxi::app {

std::string bar(double value, double highest, int width) {
  static constexpr std::array kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (value <= 0 || highest <= 0) return "";
  const auto nearest = std::lround(8 * width * std::min(value / highest, 1.0));
  const auto eighths = static_cast<std::size_t>(std::max(nearest, 1L));
  std::string drawn;
  for (std::size_t i = 0; i < eighths / 8; ++i) drawn += "█";
  return drawn + kEighths[eighths % 8];
}

}  // namespace lianxi::app
