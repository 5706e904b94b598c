#include "app/config_file.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "app/shell.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

constexpr std::array<MachineSetting, 1> kMachineSettings = {{
    {"color", "colour on the terminal", "auto", "auto, always or never"},
}};

std::string_view unquoted(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    return value.substr(1, value.size() - 2);
  }
  return value;
}

/// The value of a line `key = value  # comment`, if it sets this key.
std::optional<std::string> value_of(std::string_view line, std::string_view key) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos || trim(line.substr(0, equals)) != key) return std::nullopt;
  std::string_view value = line.substr(equals + 1);
  return std::string(unquoted(value.substr(0, value.find('#'))));
}

}  // namespace

std::span<const MachineSetting> machine_settings() { return kMachineSettings; }

std::optional<std::string> machine_setting(const Shell& shell, std::string_view key) {
  std::ifstream in(shell.config_path());
  for (std::string line; std::getline(in, line);) {
    if (auto value = value_of(line, key)) return value;
  }
  return std::nullopt;
}

void set_machine_setting(const Shell& shell, std::string_view key, std::string_view value) {
  if (key == "color" && value != "auto" && value != "always" && value != "never") {
    throw Error(ErrorKind::usage, "color cannot be " + std::string(value),
                "choose auto, always or never");
  }
  const std::filesystem::path path = shell.config_path();
  std::ostringstream text;
  bool written = false;
  const std::string setting = std::string(key) + " = \"" + std::string(value) + "\"";
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!value_of(line, key)) {
      text << line << '\n';
    } else if (!std::exchange(written, true)) {
      const std::size_t comment = line.find('#');
      text << setting << (comment == std::string::npos ? "" : "  " + line.substr(comment)) << '\n';
    }
  }
  if (!written) text << setting << '\n';
  in.close();
  std::filesystem::create_directories(path.parent_path());
  // Written beside it and put in its place, so that a crash leaves one of the two.
  const std::filesystem::path fresh = path.string() + ".new";
  std::ofstream out(fresh);
  out << text.str();
  out.close();
  if (!out) throw Error(ErrorKind::collection, fresh.string() + ": could not be written", "");
  std::filesystem::rename(fresh, path);
}

}  // namespace lianxi::app
