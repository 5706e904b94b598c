#include "foreign/xml.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

TEST_CASE("elements, attributes and text of a document") {
  const XmlDocument document(
      "<?xml version=\"1.0\"?>\n<words>\n <!-- ours -->\n <word level=\"1\">茶 &amp; <b>x</b>水"
      "<![CDATA[ <i>]]></word>\n <note/>\n</words>\n");
  REQUIRE_FALSE(document.failure());
  CHECK(document.root().name() == "words");
  const XmlElement word = document.root().first_child();
  CHECK(word.name() == "word");
  CHECK(word.attribute("level") == "1");
  CHECK(word.attribute("none").empty());
  CHECK(word.text() == "茶 & 水 <i>");
  CHECK(document.line_of(word) == 4);
  CHECK(document.line_of(word.next_sibling()) == 5);
  CHECK_FALSE(word.next_sibling().next_sibling());
  CHECK_FALSE(document.root().child("none").child("none"));
  CHECK(document.root().child("none").text().empty());
}

TEST_CASE("the outermost element is told by the beginning") {
  CHECK(xml_root_name("<?xml version='1.0'?>\n<!-- <a> -->\n<words id='1'>") == "words");
  CHECK(xml_root_name("<!DOCTYPE html>\n<html>") == "html");
  CHECK(xml_root_name("<words/>") == "words");
  for (const char* none : {"", "茶", "<?xml", "<!-- x", "<!DOCTYPE", "x <a>"}) {
    CAPTURE(std::string(none));
    CHECK(xml_root_name(none).empty());
  }
}

TEST_CASE("a document that is not to be trusted is refused with its line") {
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "<a>";
  for (int i = 0; i < 200; ++i) deep += "</a>";
  const struct {
    std::string text;
    int line;
    const char* what;
  } rows[] = {
      {"<a>\n<b>\n</a>", 3, "not well-formed"},
      {"", 1, "not well-formed"},
      {"<!DOCTYPE a [<!ENTITY x SYSTEM \"/etc/passwd\">]><a>&x;</a>", 1, "document type"},
      {deep, 0, "a hundred deep"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text.substr(0, 20));
    const XmlDocument document(row.text);
    REQUIRE(document.failure());
    CHECK(document.failure()->line == row.line);
    CHECK(document.failure()->text.find(row.what) != std::string::npos);
  }
}

}  // namespace
}  // namespace lianxi
