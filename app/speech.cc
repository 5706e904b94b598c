#include "app/speech.h"

#include <cstdlib>

#include "app/config_file.h"
#include "app/shell_word.h"

namespace lianxi::app {

std::string say_aloud(const std::string& text, const Shell& shell) {
  std::string command = machine_setting(shell, "speak").value_or("");
  if (command.empty()) {
    if (std::system("command -v espeak-ng >/dev/null 2>&1") != 0) {
      return "no program says things aloud: lianxi config set speak 'espeak-ng -v cmn'";
    }
    command = "espeak-ng -v cmn";
  }
  const std::string line =
      "printf '%s\\n' " + shell_word(shell.safe(text)) + " | (" + command + ") >/dev/null 2>&1 &";
  return std::system(line.c_str()) == 0 ? "said aloud" : "the shell cannot be started";
}

}  // namespace lianxi::app
