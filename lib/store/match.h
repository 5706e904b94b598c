#pragma once

// Whether a word that a learner looks for is said by a reading or a definition. Pure.

#include <string>
#include <string_view>

#include "grade/typed_pinyin.h"

namespace lianxi::store {

/// True where the reading, or some syllables of it in a row, have these letters and what tones are
/// typed: "xi4", "lian2xi" and "lianxi24" for 联系 liánxì. `headword`: tones that are spoken but
/// not written count too ("bu2cuo4" for 不错).
bool reads_as(const TypedPinyin& typed, std::string_view pinyin, std::string_view headword);

/// The words of a text between single spaces, in lower case, and a space at both ends: " to get in
/// touch ". One text says another where it contains it.
std::string spaced_words(std::string_view text);

}  // namespace lianxi::store
