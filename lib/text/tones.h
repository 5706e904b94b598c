#pragma once

// Where the syllables of a line of pinyin stand, and in which tone: for colouring them.

#include <string_view>
#include <vector>

#include "text/span.h"

namespace lianxi {

struct ToneSpan {
  Span span;     ///< of one syllable, in bytes
  int tone = 0;  ///< 1-4; 0 is neutral
  friend bool operator==(const ToneSpan&, const ToneSpan&) = default;
};

/// The syllables of marked pinyin, in order: "bú liǎo" -> (0, 3) tone 2, (4, 5) tone 3. Words that
/// are no pinyin have none.
std::vector<ToneSpan> tone_spans(std::string_view pinyin);

}  // namespace lianxi
