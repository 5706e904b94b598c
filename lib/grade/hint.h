#pragma once

// What to say when two words fit a blank and the other one is wanted: as little as parts them.

#include <string>

#include "grade/grade.h"

namespace lianxi {

/// The shortest thing that is true of the word wanted and not of the rival, to stand after "the
/// word wanted": "starts with l" (the initial), else "starts with lián" (the first syllable), else
/// "has xì as its second syllable", else "has 系 as character 2", else its length.
std::string parting_hint(const Wanted& wanted, const RivalWord& rival);

}  // namespace lianxi
