#include "app/speech.h"

#include <cstdlib>

#include "app/config_file.h"
#include "text/shell_word.h"

namespace lianxi::app {

std::string say_aloud(const std::string& text, const Shell& shell) {
  const std::string command = machine_setting(shell, "speak").value_or("espeak-ng -v cmn");
  const std::string program = command.substr(0, command.find(' '));
  if (std::system(("command -v " + shell_word(program) + " >/dev/null 2>&1").c_str()) != 0) {
    return program + " is not installed; another command is set with lianxi config set speak";
  }
  const std::string line =
      "printf '%s\\n' " + shell_word(shell.safe(text)) + " | (" + command + ") >/dev/null 2>&1 &";
  return std::system(line.c_str()) == 0 ? "said aloud" : "the shell cannot be started";
}

}  // namespace lianxi::app
