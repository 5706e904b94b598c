#include "export/anki_text.h"

#include <doctest/doctest.h>

#include <sstream>

namespace lianxi {

TEST_CASE("the head tells which columns are no fields; odd fields are quoted") {
  std::ostringstream out;
  write_anki_text({"notes",
                   {"guid", "notetype", "deck", "field 1", "field 2", "tags"},
                   {{"g1", "word", "tea", "茶", "=1+1", "hot tea"},
                    {"g2", "word", "tea", "#1", "a\tb\n\"c\"", ""}}},
                  out);
  CHECK(out.str() ==
        "#separator:tab\n#html:false\n#guid column:1\n#notetype column:2\n#deck column:3\n"
        "#tags column:6\n"
        "g1\tword\ttea\t茶\t=1+1\thot tea\n"
        "g2\tword\ttea\t\"#1\"\t\"a\tb\n\"\"c\"\"\"\t\n");
}

}  // namespace lianxi
