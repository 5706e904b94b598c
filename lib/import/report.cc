#include "import/report.h"

#include "text/utf8.h"

namespace lianxi {

std::string quote_briefly(std::string_view text) {
  constexpr int kMost = 40;
  std::size_t end = 0;
  for (int i = 0; i < kMost && end < text.size(); ++i) decode_utf8(text, end);
  std::string quoted = "\"" + std::string(text.substr(0, end));
  return quoted + (end < text.size() ? "...\"" : "\"");
}

}  // namespace lianxi
