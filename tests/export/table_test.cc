#include "export/table.h"

#include <doctest/doctest.h>

#include <limits>
#include <sstream>

namespace lianxi {
namespace {

std::string csv(const Table& table) {
  std::ostringstream out;
  write_csv(table, out);
  return out.str();
}

std::string json(const std::vector<Table>& tables) {
  std::ostringstream out;
  write_json(tables, out);
  return out.str();
}

bool holds(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

}  // namespace

TEST_CASE("CSV quotes what must be quoted and makes no formula of a text") {
  const struct {
    Cell cell;
    std::string wanted;
  } rows[] = {
      {std::monostate{}, ""},
      {std::int64_t{-5}, "-5"},
      {2.5, "2.5"},
      {0.1, "0.1"},
      {std::string(), ""},
      {std::string("联系"), "联系"},
      {std::string("a b"), "a b"},
      {std::string("a,b"), "\"a,b\""},
      {std::string("say \"hi\""), "\"say \"\"hi\"\"\""},
      {std::string("a\nb"), "\"a\nb\""},
      {std::string("a\rb"), "\"a\rb\""},
      {std::string("=1+1"), "'=1+1"},
      {std::string("+1"), "'+1"},
      {std::string("-1"), "'-1"},
      {std::string("@sum"), "'@sum"},
      {std::string("\tx"), "'\tx"},
      {std::string("\rx"), "\"'\rx\""},
      {std::string("=a,b"), "\"'=a,b\""},
      {std::string("a=1"), "a=1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.wanted);
    CHECK(csv({"t", {"c"}, {{row.cell}}}) == "c\n" + row.wanted + "\n");
  }
}

TEST_CASE("CSV has a line of names, safe too, and one line a row") {
  const std::vector<Cell> full = {std::string("2026-03-02"), std::int64_t{3}};
  const std::vector<Cell> empty(2);
  CHECK(csv({"t", {"day", "=n"}, {full, empty}}) == "day,'=n\n2026-03-02,3\n,\n");
  CHECK(csv({"t", {"day"}, {}}) == "day\n");
}

TEST_CASE("JSON keeps the order of columns and writes nothing as null") {
  const std::vector<Cell> row = {std::string("\"x\""), std::int64_t{3}, std::monostate{}};
  const Table days = {"days", {"day", "n", "note"}, {row}};
  const Table none = {"none", {"a"}, {}};
  CHECK(json({days, none}) == R"({
  "schema": 1,
  "days": [
    {
      "day": "\"x\"",
      "n": 3,
      "note": null
    }
  ],
  "none": []
}
)");
}

TEST_CASE("JSON is well formed whatever a cell holds") {
  const auto cell = [](Cell value) { return json({{"t", {"a"}, {{std::move(value)}}}}); };
  CHECK(holds(cell(std::string("联\xff")), "\"联\uFFFD\""));
  CHECK(holds(cell(std::numeric_limits<double>::infinity()), "\"a\": null"));
  CHECK(holds(cell(std::string()), "\"a\": \"\""));
}

}  // namespace lianxi
