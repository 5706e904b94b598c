#include "export/anki_text.h"

#include <fmt/format.h>

#include <array>

namespace lianxi {
namespace {

/// What begins with "#" would be a comment.
std::string quoted_where_needed(const std::string& text) {
  const bool is_plain = text.find_first_of("\t\"\n\r") == text.npos && !text.starts_with('#');
  if (is_plain) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace

void write_anki_text(const Table& notes, std::ostream& out) {
  constexpr std::array<std::string_view, 4> told = {"guid", "notetype", "deck", "tags"};
  out << "#separator:tab\n#html:false\n";
  for (std::size_t i = 0; i < notes.columns.size(); ++i) {
    for (const std::string_view name : told) {
      if (notes.columns[i] == name) out << fmt::format("#{} column:{}\n", name, i + 1);
    }
  }
  for (const std::vector<Cell>& row : notes.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto* text = std::get_if<std::string>(&row[i]);
      out << (i > 0 ? "\t" : "") << (text ? quoted_where_needed(*text) : "");
    }
    out << '\n';
  }
}

}  // namespace lianxi
