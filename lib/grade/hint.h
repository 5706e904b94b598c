#pragma once

// What to say when several words fit a blank and one is wanted: as little as parts it from the
// others.

#include <span>
#include <string>
#include <vector>

#include "grade/grade.h"

namespace lianxi {

/// The shortest thing that is true of the word wanted and of none of the rivals, to stand after
/// "the word wanted": "starts with l" (the initial), else "starts with lián" (the first syllable),
/// else "has xì as its second syllable", else "has the third tone" (of one syllable), else "has 系
/// as character 2", else its length. Never all of the word: empty where less does not part them.
/// A rival without readings sounds as its characters may. Precondition: at least one rival.
std::string parting_hint(const Wanted& wanted, std::span<const RivalWord> rivals);

/// Hints for a typed answer, each telling more than the one before: "starts with l" (the initial),
/// "starts with lian" (the first syllable without its tone), "begins with 联". None tells all: a
/// word of one syllable has the first at the most, and a `reading` card has no characters to tell.
std::vector<std::string> hints_of(const Wanted& wanted);

}  // namespace lianxi
