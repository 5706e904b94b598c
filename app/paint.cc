#include "app/paint.h"

#include <fmt/format.h>

#include "text/utf8.h"

namespace lianxi::app {
namespace {

constexpr std::string_view kHideCursor = "\x1b[?25l";
constexpr std::string_view kShowCursor = "\x1b[?25h";
constexpr std::string_view kPlain = "\x1b[m";

/// True where a terminal that counts columns otherwise may find the row too wide. Some put a wide
/// character for which there is no room on the next row, although they are told not to wrap.
bool may_spill(const Line& row, int columns) {
  for (const StyledText& piece : row) {
    for (const char32_t c : decode_utf8(piece.text)) columns -= c < 0x80 ? 1 : 2;
  }
  return columns < 0;
}

std::string go_to(int row, int column) { return fmt::format("\x1b[{};{}H", row + 1, column + 1); }

}  // namespace

std::string paint(const Frame& now, const Frame* before, const Palette& palette) {
  const bool afresh = !before || before->size != now.size;
  std::string out(kHideCursor);
  if (afresh) out += std::string(kPlain) + "\x1b[2J";
  bool spoiled = false;  // by the row before
  for (std::size_t row = 0; row < now.rows.size(); ++row) {
    if (!afresh && !spoiled && now.rows[row] == before->rows[row]) continue;
    spoiled = may_spill(now.rows[row], now.size.columns);
    // Erased first: a wide character in the last column leaves nothing to erase after it.
    out += go_to(static_cast<int>(row), 0) + "\x1b[2K";
    for (const StyledText& piece : now.rows[row]) out += painted(piece, palette);
  }
  if (now.caret) {
    out += go_to(now.caret->row, now.caret->column);
    out += kShowCursor;
  } else {
    out += go_to(std::max(0, now.size.rows - 1), 0);
  }
  return out;
}

std::string screen_on(bool alternate) {
  // No wrapping at the margin: a row that is too wide is cut. What is pasted is told from keys.
  return std::string(alternate ? "\x1b[?1049h" : "") + "\x1b[?7l\x1b[?2004h";
}

std::string screen_off(bool alternate) {
  std::string out = std::string(kPlain) + "\x1b[?2004l\x1b[?7h" + std::string(kShowCursor);
  // Without a screen of its own what was shown stays, and the shell goes on below it.
  out += alternate ? "\x1b[?1049l" : "\x1b[999;1H\r\n";
  return out;
}

}  // namespace lianxi::app
