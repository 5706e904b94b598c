#include "app/bar.h"

#include <doctest/doctest.h>

namespace lianxi::app {
namespace {

TEST_CASE("a bar is as long as its value beside the highest, and seen where there is one") {
  const struct {
    const char* name;
    double value, highest;
    const char* drawn;
  } rows[] = {
      {"the highest", 8, 8, "████"},         {"a half", 4, 8, "██"},
      {"an eighth of a column", 1, 32, "▏"}, {"to the nearest eighth", 7.6, 32, "█"},
      {"hardly anything", 0.001, 32, "▏"},   {"nothing", 0, 8, ""},
      {"nothing at all", 0, 0, ""},          {"more than the highest", 9, 8, "████"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(bar(row.value, row.highest, 4) == row.drawn);
  }
}

}  // namespace
}  // namespace lianxi::app
