#pragma once

// The text of the configuration file: lines `key = "value"`, the part of TOML that people write by
// hand. Settings stand above the first [table]. Comments, lines this program does not know and the
// way everything is laid out belong to whoever wrote them.

#include <optional>
#include <string>
#include <string_view>

namespace lianxi::app {

/// What the first line that sets this key says. "basic" strings know TOML's escapes, 'literal'
/// ones none; a bare word goes up to a comment.
std::optional<std::string> setting_in(std::string_view text, std::string_view key);

/// The text with one key set, so that setting_in() gives the value: its line changed, with the
/// comment behind it kept, or a new line. Every other byte stays.
std::string with_setting(std::string_view text, std::string_view key, std::string_view value);

}  // namespace lianxi::app
