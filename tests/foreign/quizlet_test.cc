#include "foreign/quizlet.h"

#include <doctest/doctest.h>

#include "reading_notes.h"

namespace lianxi {
namespace {

TextNotesOptions quizlet(std::string separator = "", std::string row_separator = "") {
  TextNotesOptions options = as_format("quizlet");
  options.separator = std::move(separator);
  options.row_separator = std::move(row_separator);
  return options;
}

TEST_CASE("a set of Quizlet is parted as the learner says") {
  const std::vector<Values> two = {{"喝", "to drink"}, {"吃", "to eat"}};
  CHECK(read_notes("喝\tto drink\n吃\tto eat\n", quizlet()).values() == two);
  CHECK(read_notes("喝 - to drink\n吃 - to eat", quizlet(" - ")).values() == two);
  CHECK(read_notes("喝,to drink;吃,to eat;", quizlet(",", ";")).values() == two);
  CHECK(read_notes("喝\tto drink\n\n吃\tto eat\n\n", quizlet("\\t", "\\n\\n")).values() == two);
  CHECK(read_notes("喝\t\"to drink\n", quizlet()).values() ==
        std::vector<Values>{{"喝", "\"to drink"}});
}

TEST_CASE("definitions may have lines where rows do not end with them") {
  const FoundNotes found =
      read_notes("喝 = to drink\nto sip;;\n吃 = to eat;;\n\n看;;= to hear", quizlet(" = ", ";;"));
  CHECK(found.values() ==
        std::vector<Values>{
            {"喝", "to drink\nto sip"}, {"吃", "to eat"}, {"看", ""}, {"= to hear", ""}});
  CHECK(found.notes[1].line == 3);
  CHECK(found.notes[2].line == 5);
  CHECK(found.codes() == Values{"half-a-card", "half-a-card"});
}

TEST_CASE("by its content a set of Quizlet is a table") {
  CHECK(text_notes_format("喝\tto drink\n吃\tto eat\n") == "tsv");
}

}  // namespace
}  // namespace lianxi
