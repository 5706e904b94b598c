#pragma once

// What a dictionary adds to an entry that people have written: it fills what they left empty and
// never speaks against them. One reading that the two write with a light syllable or in full is the
// same reading, and both spellings are right.

#include <string_view>

#include "entry/entry.h"

namespace lianxi {

/// Whether the readings a dictionary has, and the others have not, are taken in.
enum class NewReadings { leave, take };

/// Fills `entry` from what a dictionary says of the same word. Its sentences count where the entry
/// has none at all; its source and licence stay with it, for the text is another's.
void fill(Entry& entry, const Entry& dictionary, NewReadings readings);

/// The same letters and tones, but that one may have a light syllable where the other has a full
/// one: xuésheng, xuéshēng.
bool differs_in_light_syllables(std::string_view pinyin, std::string_view other);

}  // namespace lianxi
