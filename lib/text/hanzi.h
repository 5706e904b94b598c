#pragma once

// What Chinese characters are, as far as the program must know.

#include <string_view>
#include <vector>

namespace lianxi {

/// A Han character: CJK unified ideographs and all their extensions, compatibility ideographs, 〇.
bool is_hanzi(char32_t code_point);

/// At least one Han character in it.
bool has_hanzi(std::string_view text);

/// Nothing but Han characters (not empty).
bool all_hanzi(std::string_view text);

/// The maximal runs of Han characters, in order.
std::vector<std::string_view> hanzi_runs(std::string_view text);

/// Sentence punctuation, full-width or ASCII: 。！？!?；;，, and the like: what a form may not
/// hold.
bool has_sentence_punctuation(std::string_view text);

}  // namespace lianxi
