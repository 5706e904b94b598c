#include "foreign/python_literal.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

using Kind = PythonLiteral::Kind;

TEST_CASE("lists, pairs and dictionaries are read") {
  const auto pairs = read_python_literal("[('f', 'Front'), (\"b\", u'Bob\\'s'), ]");
  REQUIRE(pairs);
  REQUIRE(pairs->items.size() == 2);
  CHECK(pairs->items[0].texts() == std::vector<std::string>{"f", "Front"});
  CHECK(pairs->items[1].texts() == std::vector<std::string>{"b", "Bob's"});

  const auto dictionary = read_python_literal(
      "{'cloze': '喝茶', 'index': 2, 'on': True, 'off': False, 'none': None, 'set': {1, 2}}");
  REQUIRE(dictionary);
  CHECK(dictionary->find("cloze")->text == "喝茶");
  CHECK(dictionary->find("index")->text == "2");
  CHECK(dictionary->find("on")->text == "1");
  CHECK(dictionary->find("off")->text == "0");
  CHECK(dictionary->find("none")->kind == Kind::none);
  CHECK(dictionary->find("set")->kind == Kind::list);
  CHECK_FALSE(dictionary->find("other"));
  CHECK(read_python_literal("{}")->kind == Kind::dictionary);
  CHECK(read_python_literal("set()")->kind == Kind::list);
}

TEST_CASE("escapes in texts stand for characters") {
  CHECK(read_python_literal(R"('a\\b\n\t\x41\u8336\U00020000')")->text == "a\\b\n\tA茶𠀀");
  CHECK(read_python_literal(R"('\ud800')")->text == "\ufffd");
}

TEST_CASE("what is no value is none") {
  for (const char* text :
       {"", "f", "[", "[1", "(1,", "{'a'", "{'a': 1, 2}", "{1, 'a': 2}", "'a", "'\\", "'\\q'",
        "'\\x4'", "'\\u12", "1 2", "__import__('os')", "[open]", "-", "'a' + 'b'", "{'a': }"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(read_python_literal(text));
  }
  CHECK_FALSE(read_python_literal(std::string(100'000, '[')));
  CHECK(read_python_literal("[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]"));
}

}  // namespace
}  // namespace lianxi
