#pragma once

// How styled text looks on a terminal. Colour only adds: whatever it says, a mark or a word says
// too.

#include <array>
#include <string>
#include <string_view>

#include "cards/face.h"

namespace lianxi::app {

struct Shell;

struct Palette {
  bool color = false;
  std::array<std::string, 5> tones{};  ///< what switches each tone's colour on, 0 for neutral
};

/// What this terminal and its settings ask for. Throws Error (usage) for colours that are none.
Palette palette_of(const Shell& shell);

/// Whether `choice` may stand for `tone-colors`: a set by its name, or five numbers of the 256
/// colours, for tones 1 to 4 and neutral.
bool is_tone_colors(std::string_view choice);

/// The text with escape codes around it where there is colour; pinyin syllable by syllable.
/// Precondition: `text` is safe for a terminal.
std::string painted(const StyledText& text, const Palette& palette);

}  // namespace lianxi::app
