#include "base/ids.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "base/hash.h"

namespace lianxi {
namespace {

TEST_CASE("A key survives hex and back") {
  for (const std::string text : {"", "联系", "liánxì", "cloze"}) {
    CAPTURE(text);
    const Key key = hash_key({text});
    CHECK(to_hex(key).size() == 32);
    CHECK(key_from_hex(to_hex(key)) == key);
  }
}

TEST_CASE("Hex shows the bytes in order") {
  Key key;
  for (std::size_t i = 0; i < 16; ++i) key.bytes[i] = static_cast<std::uint8_t>(i * 17);
  CHECK(to_hex(key) == "00112233445566778899aabbccddeeff");
  CHECK(key_from_hex("00112233445566778899AABBCCDDEEFF") == key);
  CHECK(leading_bits(key) == 0x0011223344556677);
}

TEST_CASE("Only 32 hex digits are a key") {
  const struct {
    std::string name;
    std::string text;
  } rows[] = {
      {"empty", ""},
      {"a digit short", "00112233445566778899aabbccddeef"},
      {"a digit long", "00112233445566778899aabbccddeeff0"},
      {"no hex digit", "00112233445566778899aabbccddeefg"},
      {"a sign", "-0112233445566778899aabbccddeeff"},
      {"a space", " 0112233445566778899aabbccddeeff"},
      {"a prefix", "0x112233445566778899aabbccddeeff"},
      {"full-width digits", "００112233445566778899aabbccddee"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(!key_from_hex(row.text));
  }
}

TEST_CASE("Keys sort by their bytes, unsigned") {
  const Key low = *key_from_hex("7f000000000000000000000000000000");
  const Key high = *key_from_hex("80000000000000000000000000000000");
  CHECK(low < high);
}

TEST_CASE("A device is printed with 16 digits") {
  CHECK(to_hex(DeviceId{1}) == "0000000000000001");
  CHECK(to_hex(DeviceId{0x1234abcd}) == "000000001234abcd");
  CHECK(to_hex(DeviceId{std::numeric_limits<std::int64_t>::max()}) == "7fffffffffffffff");
}

TEST_CASE("An event id survives text and back") {
  constexpr auto max = std::numeric_limits<std::int64_t>::max();
  const struct {
    EventId id;
    std::string text;
  } rows[] = {
      {{DeviceId{1}, 1}, "0000000000000001-1"},
      {{DeviceId{0xabcdef}, 1200}, "0000000000abcdef-1200"},
      {{DeviceId{max}, max}, "7fffffffffffffff-9223372036854775807"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(to_string(row.id) == row.text);
    CHECK(event_id_from_string(row.text) == row.id);
  }
}

TEST_CASE("What is no event id is none") {
  const std::string rows[] = {
      "",
      "-",
      "0000000000000001",
      "0000000000000001-",
      "0000000000000001-x",
      "0000000000000001-1 ",
      "0000000000000001- 1",
      "0000000000000001-+1",
      "0000000000000001--1",
      "0000000000000001-0",
      "0000000000000001-9223372036854775808",
      "0000000000000000-1",
      "8000000000000000-1",
      "000000000000001-11",
      "00000000000000001-1",
      "000000000000000g-1",
      "-000000000000001-1",
      "0000000000000001_1",
  };
  for (const std::string& text : rows) {
    CAPTURE(text);
    CHECK(!event_id_from_string(text));
  }
}

TEST_CASE("Event ids sort by device, then by number") {
  const EventId first{DeviceId{1}, 10};
  CHECK(first < EventId{DeviceId{1}, 11});
  CHECK(first < EventId{DeviceId{2}, 1});
}

}  // namespace
}  // namespace lianxi
