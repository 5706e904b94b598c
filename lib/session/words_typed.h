#pragma once

// Which words of the collection a learner names by typing them.

#include <string_view>
#include <vector>

#include "store/entries.h"

namespace lianxi {

/// Words under what was typed: in characters, simplified or traditional (their `pinyin` stays
/// empty), or in pinyin with its tones. Empty where the collection knows none.
std::vector<store::FoundReading> words_typed(Db& db, std::string_view typed);

}  // namespace lianxi
