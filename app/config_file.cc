#include "app/config_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "app/config_text.h"
#include "app/palette.h"
#include "app/shell.h"
#include "base/limits.h"
#include "sqlite/durable.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

template <std::size_t count>
constexpr bool is_among(std::string_view value, const std::array<std::string_view, count>& list) {
  return std::ranges::find(list, value) != list.end();
}

bool is_color(std::string_view value) { return is_among<3>(value, {"auto", "always", "never"}); }
bool is_yes_or_no(std::string_view value) { return is_among<2>(value, {"yes", "no"}); }

constexpr std::array<MachineSetting, 10> kMachineSettings = {{
    {"accessible", "lines in words instead of a screen", "no", "yes or no", is_yes_or_no},
    {"alternate-screen", "review on a screen of its own", "yes", "yes or no", is_yes_or_no},
    {"ambiguous-width", "columns of characters such as ǎ and “", "1", "1 or 2",
     [](std::string_view value) { return value == "1" || value == "2"; }},
    {"backup-share", "what backups may take of the free disk, in percent", "10", "1 to 90",
     [](std::string_view value) {
       return value.size() <= 2 && value.find_first_not_of("0123456789") == value.npos &&
              value[0] != '0' && (value.size() == 1 || value <= "90");
     }},
    {"backups", "a backup each day, after the first command that writes", "yes", "yes or no",
     is_yes_or_no},
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

/// The file as it stands; empty where there is none.
std::string config_text(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return "";
  if (fs::is_fifo(status)) {
    throw Error(ErrorKind::input, path.string() + ": a pipe, not a file of settings", "remove it");
  }
  std::ifstream in(path, std::ios::binary);
  std::string text(kMaxConfig + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kMaxConfig) {
    throw Error(ErrorKind::input, path.string() + ": larger than 64 KiB",
                "a file of settings has a few lines; `lianxi config list` shows them all");
  }
  return text;
}

}  // namespace

std::span<const MachineSetting> machine_settings() { return kMachineSettings; }

std::optional<std::string> machine_setting(const Shell& shell, std::string_view key) {
  return setting_in(config_text(shell.config_path()), key);
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
  fs::path path = shell.config_path();
  const std::string text = with_setting(config_text(path), key, value);
  if (fs::is_symlink(path)) path = fs::weakly_canonical(path);  // the link stays
  fs::create_directories(path.parent_path());
  // Written beside it and put in its place, so that a power cut leaves one of the two.
  const fs::path fresh = path.string() + ".new";
  std::ofstream out(fresh, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw Error(ErrorKind::collection, fresh.string() + ": could not be written", "");
  sync_file(fresh.string());
  fs::rename(fresh, path);
  sync_file(folder_of(path.string()));
}

}  // namespace lianxi::app
