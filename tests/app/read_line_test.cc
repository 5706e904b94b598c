#include "app/read_line.h"

#include <doctest/doctest.h>

#include <sstream>

namespace lianxi::app {
namespace {

TEST_CASE("Lines are read whole, or cut where they are too long") {
  const struct {
    const char* name;
    std::string_view in;
    std::size_t most;
    std::string_view line;
    LineRead read;
    std::string_view next;
  } rows[] = {
      {"whole", "one\ntwo\n", 8, "one", LineRead::whole, "two"},
      {"empty", "\ntwo\n", 8, "", LineRead::whole, "two"},
      {"just fits", "12345678\ntwo", 8, "12345678", LineRead::whole, "two"},
      {"cut", "123456789\ntwo", 8, "12345678", LineRead::cut, "two"},
      {"cut within a character", "联系联\ntwo", 8, "联系", LineRead::cut, "two"},
      {"cut between characters", "联系ab联\ntwo", 8, "联系ab", LineRead::cut, "two"},
      {"cut, and nothing more", "123456789", 8, "12345678", LineRead::cut, ""},
      {"no line end", "one", 8, "one", LineRead::whole, ""},
      {"nothing", "", 8, "", LineRead::end, ""},
      {"no text", "\x80\x80\x80\x80\ntwo", 3, "", LineRead::cut, "two"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    std::istringstream in{std::string(row.in)};
    std::string line;
    CHECK(read_line(in, line, row.most) == row.read);
    CHECK(line == row.line);
    CHECK(read_line(in, line, row.most) == (row.next.empty() ? LineRead::end : LineRead::whole));
    CHECK(line == row.next);
  }
}

}  // namespace
}  // namespace lianxi::app
