#pragma once

// Settings of the machine, in config.toml (`app/config_text` knows how it is written).

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace lianxi::app {

struct Shell;

struct MachineSetting {
  std::string_view key;
  std::string_view meaning;
  std::string_view fallback;
  std::string_view allowed;
  bool (*is_allowed)(std::string_view value);
};
std::span<const MachineSetting> machine_settings();

/// The value in the configuration file, if it is there.
std::optional<std::string> machine_setting(const Shell& shell, std::string_view key);

/// The columns of characters whose width Unicode leaves open, on this machine's terminal.
Ambiguous ambiguous_width(const Shell& shell);

/// Writes one key and keeps everything else in the file. Throws Error (usage) for a value that is
/// not allowed.
void set_machine_setting(const Shell& shell, std::string_view key, std::string_view value);

}  // namespace lianxi::app
