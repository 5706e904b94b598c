#include "foreign/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "text/utf8.h"

namespace lianxi {

std::optional<std::int64_t> whole_number(std::string_view text) {
  text = trim(text);
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  constexpr std::int64_t kMost = 1'000'000'000'000;
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  if (value > kMost || value < -kMost) return std::nullopt;
  return value;
}

std::optional<double> decimal_number(std::string_view text) {
  std::string number(trim(text));
  std::replace(number.begin(), number.end(), ',', '.');
  double value = 0;
  const char* const end = number.data() + number.size();
  const auto result = std::from_chars(number.data(), end, value, std::chars_format::fixed);
  if (result.ec != std::errc() || result.ptr != end || !(std::abs(value) <= 1e6)) {
    return std::nullopt;
  }
  return value;
}

std::optional<StudyDay> plausible_day(std::int64_t day_number) {
  constexpr std::int64_t kFirst = 3652, kEnd = 84006;  // 1980-01-01, 2200-01-01
  if (day_number < kFirst || day_number >= kEnd) return std::nullopt;
  return day_from_number(day_number);
}

std::optional<StudyDay> utc_day(std::int64_t unix_seconds) {
  return plausible_day(unix_seconds / 86400);
}

int ease_from(double ease) {
  return static_cast<int>(std::lround(std::clamp(ease, 1.3, 9.99) * 100));
}

}  // namespace lianxi
