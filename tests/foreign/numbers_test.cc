#include "foreign/numbers.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

TEST_CASE("numbers are read whole or not at all") {
  CHECK(whole_number(" 429 ") == 429);
  CHECK(whole_number("-1") == -1);
  for (const char* none : {"", "4x", "4.0", "+4", "99999999999999999999", "2000000000000"}) {
    CAPTURE(std::string(none));
    CHECK_FALSE(whole_number(none));
  }
  CHECK(decimal_number("2.370") == 2.37);
  CHECK(decimal_number("2,5") == 2.5);
  CHECK(decimal_number("2500") == 2500);
  for (const char* none : {"", "x", "1e3", "nan", "inf", "2.5x", "9999999"}) {
    CAPTURE(std::string(none));
    CHECK_FALSE(decimal_number(none));
  }
}

TEST_CASE("a day is one on which a flashcard may have been answered") {
  CHECK(utc_day(1772445600) == day_from_string("2026-03-02"));
  CHECK(utc_day(1772495999) == day_from_string("2026-03-02"));
  CHECK(utc_day(1772496000) == day_from_string("2026-03-03"));
  CHECK_FALSE(utc_day(0));
  CHECK_FALSE(utc_day(-5));
  CHECK_FALSE(utc_day(1'000'000'000'000));
  CHECK(plausible_day(84005) == day_from_string("2199-12-31"));
  CHECK_FALSE(plausible_day(84006));
}

TEST_CASE("an ease stays where SM-2 has it") {
  CHECK(ease_from(2.5) == 250);
  CHECK(ease_from(0.7) == 130);
  CHECK(ease_from(1e6) == 999);
}

}  // namespace
}  // namespace lianxi
