#pragma once

// Flashcards of Pleco, whose text and XML exports hold the same four fields. Readings keep their
// tone numbers or marks; "//" in them, which parts a separable verb, becomes "∥" as dictionaries
// have it. Pleco marks line ends, bold and links by private-use characters: U+EAB1 ends a line, the
// others say nothing.

#include <string>
#include <string_view>

#include "foreign/foreign_text.h"

namespace lianxi {

/// "HSK 3.0/Level 1" -> "HSK 3.0::Level 1".
std::string pleco_deck(std::string_view category);

/// A definition or headword as text.
std::string pleco_text_of(std::string_view field);

/// A reading as text: "chu1//guo2" -> "chu1∥guo2".
std::string pleco_pinyin(std::string_view field);

inline constexpr std::string_view kPlecoType = "Pleco";
/// "characters", "traditional", "pinyin", "meaning".
NoteType pleco_note_type();

/// Lines of `simplified[traditional] TAB pinyin TAB definition` below categories that begin with
/// "//": at least one category or one bracket is there.
bool is_pleco_text(std::string_view text);
void read_pleco_text(const ForeignText& file);

/// `<plecoflash>`, with the scores of every score file (a profile of tests) as a card of its own,
/// since each is a schedule of its own.
///
/// Pleco keeps how often and when a card was first and last reviewed and a digit for each review,
/// but no times between and no interval that could be told from a score. So reviews are given for
/// the first time (where the digits begin with it, which their number proves) and the last; `n` is
/// the number of successes at the end; there is no due day and no interval. Digits: 1 to 3 is
/// again, 4 hard, 5 and 6 good: 6 is also what a plain "correct" gives, so it does not say easy.
void read_pleco_xml(const ForeignText& file);

}  // namespace lianxi
