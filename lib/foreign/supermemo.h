#pragma once

// SuperMemo: questions and answers as lines of text ("Q:", "A:"; "I:" holds the learning data), and
// as XML. Its intervals and repetitions are those of SM-2's own author and are taken as they are.
// An E-Factor is an ease. An A-Factor is one only for the first intervals, and much larger: where
// it is less than 2.5 it is taken, so that hard cards stay hard. Single reviews are not kept.

#include <string_view>

#include "foreign/foreign_text.h"

namespace lianxi {

/// It begins with a question and has learning data ("I: REP="), an ordinal ("O:"), or a question of
/// two lines that both begin with "Q:"; cards of hashcards have none of these.
bool is_supermemo_text(std::string_view text);
void read_supermemo_text(const ForeignText& file);

/// `<SuperMemoCollection>`: items are notes, the titles of the topics above them are their deck.
void read_supermemo_xml(const ForeignText& file);

}  // namespace lianxi
