#pragma once

// What Quizlet's "Export" gives to copy: terms and definitions, by default a tab between the two
// and a line for each pair. Both can be anything the learner likes: " - " between, ";;" behind, and
// then a definition may have several lines. Nothing in it is quoted.

#include "foreign/foreign_text.h"

namespace lianxi {

/// Parts the text by `separator` and `row_separator` of the options.
void read_quizlet(const ForeignText& file);

}  // namespace lianxi
