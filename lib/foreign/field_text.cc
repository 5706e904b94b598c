#include "foreign/field_text.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "foreign/html.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// What stands at the beginning of `text` as far as it is letters and digits, in lower case.
std::string leading_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (!is_alphanumeric(c) || name.size() > 10) break;
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return name;
}

/// `text` begins behind "<".
bool begins_tag(std::string_view text) {
  constexpr std::array<std::string_view, 38> kTags = {
      "a",    "audio", "b",     "big", "blockquote", "br",    "center", "code",   "div",   "em",
      "font", "h1",    "h2",    "h3",  "hr",         "i",     "img",    "li",     "ol",    "p",
      "pre",  "rt",    "ruby",  "s",   "script",     "small", "span",   "strong", "style", "sub",
      "sup",  "table", "tbody", "td",  "th",         "tr",    "u",      "ul"};
  if (text.starts_with('/')) text.remove_prefix(1);
  const std::string name = leading_name(text);
  if (std::ranges::find(kTags, name) == kTags.end()) return false;
  const char next = name.size() < text.size() ? text[name.size()] : '\0';
  if (next != '>' && next != ' ' && next != '\n' && next != '/') return false;
  return text.find('>') != text.npos;
}

/// `text` begins behind "&".
bool begins_entity(std::string_view text) {
  constexpr std::array<std::string_view, 9> kNames = {"amp",   "apos", "gt",    "hellip", "lt",
                                                      "mdash", "nbsp", "ndash", "quot"};
  const auto end = text.substr(0, 10).find(';');
  if (end == text.npos) return false;
  const std::string_view name = text.substr(0, end);
  if (!name.starts_with('#')) return std::ranges::find(kNames, name) != kNames.end();
  return name.size() > 1 && std::ranges::all_of(name.substr(1), is_alphanumeric);
}

std::string_view without_guard(std::string_view field) {
  field = trim(field);
  if (field.size() >= 3 && field.starts_with("=\"") && field.ends_with('"') &&
      field.find('"', 2) == field.size() - 1) {
    return field.substr(2, field.size() - 3);
  }
  const bool is_guarded = field.size() > 1 && field[0] == '\'' &&
                          std::string_view("=+-@").find(field[1]) != std::string_view::npos;
  return is_guarded ? field.substr(1) : field;
}

}  // namespace

bool looks_like_html(std::string_view text) {
  for (std::size_t at = 0; (at = text.find_first_of("<&", at)) != text.npos; ++at) {
    const std::string_view rest = text.substr(at + 1);
    if (text[at] == '<' ? begins_tag(rest) : begins_entity(rest)) return true;
  }
  return false;
}

std::string field_text(std::string_view field) {
  if (!looks_like_html(field)) return text_of_plain(field);
  std::string html;
  for (const char c : field) {
    if (c == '\n') html += "<br>";
    if (c != '\n') html += c;
  }
  return text_of_html(html);
}

std::string table_field_text(std::string_view field) { return field_text(without_guard(field)); }

}  // namespace lianxi
