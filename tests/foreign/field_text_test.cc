#include "foreign/field_text.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

TEST_CASE("a field is HTML where a tag or an entity of HTML is in it") {
  for (const char* html :
       {"<b>茶</b>", "茶<br>水", "茶<br/>", "<div class=\"x\">茶</div>", "a&nbsp;b", "&#33276;",
        "&#x81fc;", "<IMG src=\"a.png\">", "1 < 2 <i>x</i>"}) {
    CAPTURE(std::string(html));
    CHECK(looks_like_html(html));
  }
  for (const char* text : {"", "茶", "a < b > c", "R&D", "<->", "<tea>", "& ;", "&tea;", "<b",
                           "x<3", "<3>", "&#;", "A&B; C"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(looks_like_html(text));
  }
}

TEST_CASE("HTML written by hand keeps its line ends") {
  CHECK(field_text("<b>喝茶</b>\nto drink tea") == "喝茶\nto drink tea");
  CHECK(field_text("喝茶\nto drink tea") == "喝茶\nto drink tea");
  CHECK(field_text("a < b") == "a < b");
}

TEST_CASE("guards against formulas go where they are plainly that") {
  const struct {
    const char* field;
    const char* text;
  } rows[] = {
      {"=\"007\"", "007"}, {"'=1+1", "=1+1"}, {"'-er", "-er"},  {"'@home", "@home"},
      {"'tis", "'tis"},    {"'", "'"},        {"=1+1", "=1+1"}, {"=\"a\"&\"b\"", "=\"a\"&\"b\""},
      {"=\"\"", ""},       {" 茶 ", "茶"},    {"=\"x", "=\"x"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.field));
    CHECK(table_field_text(row.field) == row.text);
  }
}

}  // namespace
}  // namespace lianxi
