#include "app/columns.h"

#include <algorithm>

#include "text/utf8.h"

namespace lianxi::app {

std::string padded(const std::string& text, int width) {
  const int gap = width - display_width(text);
  return text + std::string(static_cast<std::size_t>(std::max(gap, 0)), ' ');
}

std::string shortened(const std::string& text, int width) {
  if (display_width(text) <= width) return text;
  std::string cut;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = grapheme_end(text, at);
    if (display_width(cut) + display_width(text.substr(at, end - at)) > width - 1) break;
    cut += text.substr(at, end - at);
    at = end;
  }
  return cut + "…";
}

}  // namespace lianxi::app
