#pragma once

// Mnemosyne 1: an item is one card, and its id tells whose sibling it is. "x" asks for what is on
// the back, "x.inv" the other way round, "x.tr.1" for the foreign word of a vocabulary of three
// sides (word, pronunciation, translation). Siblings of one category become one note; where they do
// not agree the cards keep their own questions.
//
// Days are counted from the start of the learner's first day, 3 o'clock in the morning by their
// clock. So the start tells in which time zone they were, and the days of the cards are theirs.
// An answer of grade 2 or more takes a card out of acquisition, which SM-2 counts as the first
// success: n is one more than the repetitions since. When single answers were given is not kept.
// Source: files in the wild; the manual of Mnemosyne 1, "The algorithm".

#include "foreign/foreign_text.h"

namespace lianxi {

void read_mnemosyne_xml(const ForeignText& file);

}  // namespace lianxi
