#pragma once

// A frame as the bytes that draw it. Every row is placed by its number and cut at the margin, so
// that a terminal which counts columns otherwise spoils no row but that one.

#include <string>

#include "app/frame.h"
#include "app/palette.h"

namespace lianxi::app {

/// What makes a terminal that shows `before` (null: anything) show `now`. Rows that stay are not
/// drawn again, unless a row drawn above them may have spilt over them.
std::string paint(const Frame& now, const Frame* before, const Palette& palette);

/// Before the first frame and after the last; `alternate`: on a screen of its own.
std::string screen_on(bool alternate);
std::string screen_off(bool alternate);

}  // namespace lianxi::app
