#include "app/lookup.h"

#include <doctest/doctest.h>

namespace lianxi::app {
namespace {

TEST_CASE("time under a minute is told in seconds") {
  const struct {
    double minutes;
    int places;
    const char* text;
  } rows[] = {
      {0, 0, "0 s"},          {0.008, 1, "0 s"},         {25.0 / 60, 1, "25 s"},
      {59.4 / 60, 0, "59 s"}, {59.7 / 60, 1, "1.0 min"}, {1, 0, "1 min"},
      {3.44, 1, "3.4 min"},   {11.2, 0, "11 min"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.minutes);
    CHECK(minutes_text(row.minutes, row.places) == row.text);
  }
}

}  // namespace
}  // namespace lianxi::app
