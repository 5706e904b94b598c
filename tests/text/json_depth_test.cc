#include "text/json_depth.h"

#include <doctest/doctest.h>

#include <string>

namespace lianxi {
namespace {

TEST_CASE("brackets count where they are no text") {
  CHECK(json_depth("") == 0);
  CHECK(json_depth(R"({"a":[1,{"b":"茶"}],"c":[]})") == 3);
  CHECK(json_depth(R"(["[[[{{{"])") == 1);
  CHECK(json_depth(R"(["\"[[[", [[]]])") == 3);
  CHECK(json_depth("]]]]") == 0);
  CHECK(json_depth(std::string(100'000, '[')) == 100'000);
}

}  // namespace
}  // namespace lianxi
