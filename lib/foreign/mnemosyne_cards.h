#pragma once

// Mnemosyne 2: the `cards.xml` in a file of shared cards (.cards, a zip archive). Facts are notes,
// with one element a side; a card says by `fact_v` which side it asks for, "2.1" and "2.2" being
// the two ways of a fact with front and back, "3.1" and "3.2" those of a vocabulary. What was
// learnt is never in it: such files are made to be given away. Source: files that Mnemosyne 2.9
// writes.

#include "foreign/foreign_text.h"

namespace lianxi {

void read_mnemosyne_cards(const ForeignText& file);

}  // namespace lianxi
