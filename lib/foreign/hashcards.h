#pragma once

// hashcards: cards in Markdown. "Q:" and "A:" at the beginning of a line make a question and its
// answer, "C:" a text in which every [bracket] is the gap of a card; "---" ends a card. Above them
// may stand front matter between two "---", whose `name` is the deck; else the file's name is.
// Source: the README of hashcards.
// The text of cards is Markdown (foreign/gapped_text.h).

#include <string_view>

#include "foreign/foreign_text.h"

namespace lianxi {

/// The first line below front matter and headings begins a card, and its question has an answer or
/// its text a gap.
bool is_hashcards(std::string_view text);
void read_hashcards(const ForeignText& file);

}  // namespace lianxi
