#pragma once

#include <string>
#include <string_view>

namespace lianxi {

/// One word for the shell, whatever is in it.
inline std::string shell_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

}  // namespace lianxi
