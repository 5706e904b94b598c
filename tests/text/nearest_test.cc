#include "text/nearest.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace lianxi {

TEST_CASE("the nearest name is two edits away at most") {
  constexpr std::array<std::string_view, 4> names = {"due", "new", "suspended", "leech"};
  const struct {
    std::string typed, name;
  } rows[] = {
      {"due", "due"},
      {"du", "due"},
      {"deu", "due"},
      {"nex", "new"},
      {"supended", "suspended"},
      {"leeeech", "leech"},
      {"leeeeech", ""},
      {"", ""},
      {"locked", ""},
      {"d", "due"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    CHECK(nearest(row.typed, names).value_or("") == row.name);
  }
  CHECK_FALSE(nearest("due", {}));
}

TEST_CASE("of two names as near the first is meant") {
  constexpr std::array<std::string_view, 2> names = {"tag", "tax"};
  CHECK(nearest("ta", names) == "tag");
}

}  // namespace lianxi
