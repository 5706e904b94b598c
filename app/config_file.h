#pragma once

// Settings of the machine: lines `key = "value"` in config.toml. Comments and lines this program
// does not know stay as they are.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lianxi::app {

struct Shell;

struct MachineSetting {
  std::string_view key;
  std::string_view meaning;
  std::string_view fallback;
  std::string_view allowed;
};
std::span<const MachineSetting> machine_settings();

/// The value in the configuration file, if it is there.
std::optional<std::string> machine_setting(const Shell& shell, std::string_view key);

/// Writes one key and keeps everything else in the file. Throws Error (usage) for a value that is
/// not allowed.
void set_machine_setting(const Shell& shell, std::string_view key, std::string_view value);

}  // namespace lianxi::app
