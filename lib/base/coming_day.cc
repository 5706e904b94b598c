#include "base/coming_day.h"

#include <charconv>

namespace lianxi {
namespace {

/// "+7", at most four digits.
std::optional<Days> days_from_string(std::string_view text) {
  if (text.size() < 2 || text.size() > 5 || text[0] != '+') return std::nullopt;
  unsigned days = 0;
  const char* end = text.data() + text.size();
  if (std::from_chars(text.data() + 1, end, days).ptr != end) return std::nullopt;
  return Days{days};
}

}  // namespace

std::optional<StudyDay> coming_day_from_string(std::string_view text, StudyDay today) {
  if (text == "today") return today;
  if (text == "tomorrow") return today + Days{1};
  if (const auto days = days_from_string(text)) return today + *days;
  const auto day = day_from_string(text);
  return day && *day >= today ? day : std::nullopt;
}

}  // namespace lianxi
