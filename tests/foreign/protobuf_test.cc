#include "foreign/protobuf.h"

#include <doctest/doctest.h>

#include <string>

namespace lianxi {
namespace {

using namespace std::string_view_literals;

/// "1=3 2="x" ..." and "damaged" at the end where it is.
std::string told(std::string_view message) {
  std::string text;
  const bool whole = read_protobuf(message, [&](const ProtobufField& field) {
    text += std::to_string(field.field) + "=" +
            (field.is_bytes ? "'" + std::string(field.bytes) + "'" : std::to_string(field.number)) +
            " ";
  });
  return text + (whole ? "" : "damaged");
}

TEST_CASE("a message is read field by field, or said to be damaged") {
  struct {
    const char* name;
    std::string_view message;
    const char* told;
  } const rows[] = {
      {"empty", "", ""},
      {"a number", "\x08\x03"sv, "1=3 "},
      {"a large number", "\x08\xac\x02"sv, "1=300 "},
      {"a text", "\x0a\x03tea"sv, "1='tea' "},
      {"a field of a large number", "\xf8\x0f\x01"sv, "255=1 "},
      {"fixed", "\x0d\x01\x00\x00\x00\x09\x02\x00\x00\x00\x00\x00\x00\x00"sv, "1=1 1=2 "},
      {"cut off in a number", "\x08\x80"sv, "damaged"},
      {"cut off in a text", "\x08\x01\x0a\x05tea"sv, "1=1 damaged"},
      {"a length without end", "\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"sv, "damaged"},
      {"a number without end", "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"sv, "damaged"},
      {"a group", "\x0b\x0c"sv, "damaged"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(told(row.message) == row.told);
  }
}

}  // namespace
}  // namespace lianxi
