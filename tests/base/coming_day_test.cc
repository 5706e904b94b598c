#include "base/coming_day.h"

#include <doctest/doctest.h>

#include <string>

namespace lianxi {

TEST_CASE("a day to come is a date, today, tomorrow or a number of days") {
  const StudyDay today = day_from_string("2026-03-02").value();
  const struct {
    std::string text;
    std::string day;  ///< empty: none
  } rows[] = {
      {"today", "2026-03-02"},
      {"tomorrow", "2026-03-03"},
      {"+0", "2026-03-02"},
      {"+7", "2026-03-09"},
      {"+9999", "2053-07-17"},
      {"2026-03-02", "2026-03-02"},
      {"2026-12-31", "2026-12-31"},
      {"2026-03-01", ""},
      {"2026-02-30", ""},
      {"+", ""},
      {"+10000", ""},
      {"+-1", ""},
      {"-1", ""},
      {"7", ""},
      {"Today", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto day = coming_day_from_string(row.text, today);
    CHECK((day ? to_string(*day) : "") == row.day);
  }
}

}  // namespace lianxi
