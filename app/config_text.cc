#include "app/config_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace lianxi::app {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The line that begins at `begin`, without what ends it.
std::string_view line_at(std::string_view text, std::size_t begin) {
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t next_line(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// Where the settings begin, and where the first table does.
std::size_t first_line(std::string_view text) {
  return text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}
std::size_t first_table(std::string_view text) {
  std::size_t at = first_line(text);
  while (at < text.size() && !trim(line_at(text, at)).starts_with('[')) at = next_line(text, at);
  return at;
}

/// The code point of `digits` hex digits at the front of `text`, if that is one.
std::optional<char32_t> code_point(std::string_view text, std::size_t digits) {
  char32_t value = 0;
  for (const char c : text.substr(0, digits)) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(c | 0x20);
    if (c < '0' || digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (text.size() < digits || value > 0x10FFFF || surrogate) return std::nullopt;
  return value;
}

/// Adds what the escape at the front of `text` stands for and gives its bytes; 0 for none.
std::size_t take_escape(std::string_view text, std::string& out) {
  if (text.size() < 2 || text[0] != '\\') return 0;
  constexpr std::string_view kLetters = "btnfr\"\\";
  constexpr std::string_view kMeanings = "\b\t\n\f\r\"\\";
  if (const std::size_t at = kLetters.find(text[1]); at != std::string_view::npos) {
    out += kMeanings[at];
    return 2;
  }
  const std::size_t digits = text[1] == 'u' ? 4 : text[1] == 'U' ? 8 : 0;
  const auto value = digits > 0 ? code_point(text.substr(2), digits) : std::nullopt;
  if (!value) return 0;
  append_utf8(out, *value);
  return 2 + digits;
}

struct Value {
  std::string text;
  std::size_t end = 0;  ///< in what it was read from: what follows is a comment, or nothing
};

/// A "basic" string; nothing where it is not closed.
std::optional<Value> basic_string(std::string_view text) {
  Value value;
  for (std::size_t i = 1; i < text.size();) {
    if (text[i] == '"') {
      value.end = i + 1;
      return value;
    }
    const std::size_t escape = take_escape(text.substr(i), value.text);
    if (escape == 0) value.text += text[i];
    i += escape == 0 ? 1 : escape;
  }
  return std::nullopt;
}

std::optional<Value> literal_string(std::string_view text) {
  const std::size_t end = text.find('\'', 1);
  if (end == std::string_view::npos) return std::nullopt;
  return Value{std::string(text.substr(1, end - 1)), end + 1};
}

/// What stands behind the equals sign.
Value value_in(std::string_view text) {
  const auto begin = static_cast<std::size_t>(trim(text).data() - text.data());
  const std::string_view rest = text.substr(begin);
  std::optional<Value> quoted;
  if (rest.starts_with('"')) quoted = basic_string(rest);
  if (rest.starts_with('\'')) quoted = literal_string(rest);
  if (quoted) return {std::move(quoted->text), begin + quoted->end};
  const std::size_t end = std::min(text.find('#'), text.size());
  return {std::string(trim(text.substr(0, end))), end};
}

struct Setting {
  std::size_t begin = 0, end = 0;  ///< of its line, without what ends it
  std::size_t equals = 0;
  Value value;
};

std::optional<Setting> find_setting(std::string_view text, std::string_view key) {
  const std::size_t table = first_table(text);
  for (std::size_t at = first_line(text); at < table; at = next_line(text, at)) {
    const std::string_view line = line_at(text, at);
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || trim(line.substr(0, equals)) != key) continue;
    return Setting{at, at + line.size(), at + equals, value_in(line.substr(equals + 1))};
  }
  return std::nullopt;
}

/// As a "basic" string.
std::string quoted(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// Where a new line goes: at the end, or above the first table and the comment that belongs to it.
std::size_t place_of_new(std::string_view text) {
  const std::size_t table = first_table(text);
  if (table == text.size()) return table;
  std::size_t place = table;
  for (std::size_t at = first_line(text); at < table; at = next_line(text, at)) {
    const bool comment = trim(line_at(text, at)).starts_with('#');
    if (!comment)
      place = table;
    else if (place == table)
      place = at;
  }
  return place;
}

}  // namespace

std::optional<std::string> setting_in(std::string_view text, std::string_view key) {
  auto setting = find_setting(text, key);
  if (!setting) return std::nullopt;
  return std::move(setting->value.text);
}

std::string with_setting(std::string_view text, std::string_view key, std::string_view value) {
  const std::string wanted = fmt::format("{} = {}", key, quoted(value));
  std::string out(text);
  if (const auto setting = find_setting(text, key)) {
    const std::size_t after = setting->equals + 1 + setting->value.end;
    const auto rest = trim(text.substr(after, setting->end - after));
    const std::string comment = rest.starts_with('#') ? "  " + std::string(rest) : "";
    return out.replace(setting->begin, setting->end - setting->begin, wanted + comment);
  }
  const std::size_t place = place_of_new(text);
  const bool ended = place == first_line(text) || text[place - 1] == '\n';
  return out.insert(place, (ended ? "" : "\n") + wanted + "\n");
}

}  // namespace lianxi::app
