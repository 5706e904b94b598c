#include "app/list_choice.h"

#include <doctest/doctest.h>

namespace lianxi::app {
namespace {

const std::vector<store::DictionarySource> kInstalled = {
    {"CC-CEDICT", "", "", 0},      {"HSK 2.0", "", "", 0}, {"HSK 3.0 (2021)", "", "", 0},
    {"HSK 3.0 (2025)", "", "", 0}, {"Tatoeba", "", "", 0},
};

}  // namespace

TEST_CASE("a level is named by its list and a number or two") {
  const struct {
    const char *text, *list;
    int lowest, highest;
    std::size_t others;
  } rows[] = {
      {"2.0:4", "HSK 2.0", 4, 4, 0},
      {"HSK 2.0:1-2", "HSK 2.0", 1, 2, 0},
      {"hsk2.0: 3", "HSK 2.0", 3, 3, 0},
      {"3.0:3", "HSK 3.0 (2021)", 3, 3, 1},
      {"3.0:7-9", "HSK 3.0 (2021)", 7, 7, 1},
      {"3.0:9", "HSK 3.0 (2021)", 7, 7, 1},
      {"3.0 (2025):1-2", "HSK 3.0 (2025)", 1, 2, 0},
      {"HSK 3.0 (2021):6", "HSK 3.0 (2021)", 6, 6, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const ListChoice choice = list_choice(row.text, kInstalled);
    CHECK(choice.list == row.list);
    CHECK(choice.lowest == row.lowest);
    CHECK(choice.highest == row.highest);
    CHECK(choice.others.size() == row.others);
  }
}

TEST_CASE("what names no list or no level is refused") {
  for (const char* text :
       {"3.0", "3.0:", "3.0:0", "3.0:x", "3.0:2-1", "3.0:12", ":3", "9.0:1", "CC-CEDICT:1", ""}) {
    CAPTURE(text);
    CHECK_THROWS_AS(list_choice(text, kInstalled), Error);
  }
}

}  // namespace lianxi::app
