#include "app/wrapped_output.h"

#include <doctest/doctest.h>

#include <sstream>

namespace lianxi::app {
namespace {

TEST_CASE("A line goes on below, between words and indented") {
  const struct {
    const char* name;
    const char* text;
    const char* shown;
  } rows[] = {
      {"short", "one two\n", "one two\n"},
      {"as wide as the terminal", "  one two three four\n", "  one two three four\n"},
      {"wider", "  one two three four five\n", "  one two three\n    four five\n"},
      {"without spaces", "联系是打电话，关系是朋友。\n", "联系是打电话，关系\n  是朋友。\n"},
      {"two lines", "a\n\n  b\n", "a\n\n  b\n"},
      {"no end of line", "one two three four five", "one two three four five"},
      {"room for nothing", "                   ab cd\n",
       "                   ab\n                     cd\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    std::ostringstream out;
    {
      const WrappedOutput wrapped(out, 20);
      out << row.text;
    }
    CHECK(out.str() == row.shown);
  }
}

TEST_CASE("A question is seen before it is answered, and what follows it stands as it is") {
  std::stringbuf shown;
  std::ostream out(&shown);
  const WrappedOutput wrapped(out, 20);
  out << "Are they to be taken so? [y/N] " << std::flush;
  CHECK(shown.str() == "Are they to be taken so? [y/N] ");
  out << "yes, all of them are taken\none two three four five\n";
  CHECK(shown.str() ==
        "Are they to be taken so? [y/N] yes, all of them are taken\none two three four\n  five\n");
}

/// Takes nothing.
struct Full : std::streambuf {};

TEST_CASE("What could not be written is known afterwards") {
  Full full;
  std::ostream out(&full);
  {
    const WrappedOutput wrapped(out, 20);
    out << "text";
    CHECK(out);
  }
  CHECK(!out);
}

}  // namespace
}  // namespace lianxi::app
