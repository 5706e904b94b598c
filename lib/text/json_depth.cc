#include "text/json_depth.h"

#include <algorithm>

namespace lianxi {

int json_depth(std::string_view json) {
  int depth = 0, deepest = 0;
  bool text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (text && c == '\\') {
      ++i;
    } else if (c == '"') {
      text = !text;
    } else if (!text && (c == '[' || c == '{')) {
      deepest = std::max(deepest, ++depth);
    } else if (!text && (c == ']' || c == '}')) {
      --depth;
    }
  }
  return deepest;
}

}  // namespace lianxi
