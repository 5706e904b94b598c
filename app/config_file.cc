#include "app/config_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "app/palette.h"
#include "app/shell.h"
#include "sqlite/durable.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

template <std::size_t count>
constexpr bool is_among(std::string_view value, const std::array<std::string_view, count>& list) {
  return std::ranges::find(list, value) != list.end();
}

bool is_color(std::string_view value) { return is_among<3>(value, {"auto", "always", "never"}); }
bool is_yes_or_no(std::string_view value) { return is_among<2>(value, {"yes", "no"}); }

constexpr std::array<MachineSetting, 8> kMachineSettings = {{
    {"accessible", "lines in words instead of a screen", "no", "yes or no", is_yes_or_no},
    {"alternate-screen", "review on a screen of its own", "yes", "yes or no", is_yes_or_no},
    {"ambiguous-width", "columns of characters such as ǎ and “", "1", "1 or 2",
     [](std::string_view value) { return value == "1" || value == "2"; }},
    {"color", "colour on the terminal", "auto", "auto, always or never", is_color},
    {"grades", "four ratings, or SM-2's six grades", "four", "four or six",
     [](std::string_view value) { return value == "four" || value == "six"; }},
    {"speak", "the command that says what it reads aloud", "espeak-ng -v cmn", "a command",
     [](std::string_view) { return true; }},
    {"sync-folder", "the folder that sync shares with other devices", "", "a folder",
     [](std::string_view) { return true; }},
    {"tone-colors", "colours of the tones", "common",
     "common, books, safe (for the colour-blind), none, or five numbers of the 256 colours",
     is_tone_colors},
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

Ambiguous ambiguous_width(const Shell& shell) {
  return machine_setting(shell, "ambiguous-width") == "2" ? Ambiguous::wide : Ambiguous::narrow;
}

void set_machine_setting(const Shell& shell, std::string_view key, std::string_view value) {
  const auto* info = std::ranges::find(kMachineSettings, key, &MachineSetting::key);
  if (info != kMachineSettings.end() && !info->is_allowed(value)) {
    throw Error(ErrorKind::usage, std::string(key) + " cannot be " + std::string(value),
                "it takes " + std::string(info->allowed));
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
  // Written beside it and put in its place, so that a power cut leaves one of the two.
  const std::filesystem::path fresh = path.string() + ".new";
  std::ofstream out(fresh);
  out << text.str();
  out.close();
  if (!out) throw Error(ErrorKind::collection, fresh.string() + ": could not be written", "");
  sync_file(fresh.string());
  std::filesystem::rename(fresh, path);
  sync_file(folder_of(path.string()));
}

}  // namespace lianxi::app
