#include "app/paint.h"

#include <fmt/format.h>

namespace lianxi::app {
namespace {

constexpr std::string_view kHideCursor = "\x1b[?25l";
constexpr std::string_view kShowCursor = "\x1b[?25h";
constexpr std::string_view kPlain = "\x1b[m";

std::string go_to(int row, int column) { return fmt::format("\x1b[{};{}H", row + 1, column + 1); }

}  // namespace

std::string paint(const Frame& now, const Frame* before, const Palette& palette) {
  const bool afresh = !before || before->size != now.size;
  std::string out(kHideCursor);
  if (afresh) out += std::string(kPlain) + "\x1b[2J";
  for (std::size_t row = 0; row < now.rows.size(); ++row) {
    if (!afresh && now.rows[row] == before->rows[row]) continue;
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
  // No wrapping at the margin: a row that is too wide is cut.
  return std::string(alternate ? "\x1b[?1049h" : "") + "\x1b[?7l";
}

std::string screen_off(bool alternate) {
  std::string out = std::string(kPlain) + "\x1b[?7h" + std::string(kShowCursor);
  // Without a screen of its own what was shown stays, and the shell goes on below it.
  out += alternate ? "\x1b[?1049l" : "\x1b[999;1H\r\n";
  return out;
}

}  // namespace lianxi::app
