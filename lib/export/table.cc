#include "export/table.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "text/utf8.h"

namespace lianxi {
namespace {

using Json = nlohmann::ordered_json;

std::string csv_text(std::string text, char separator) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    text.insert(0, "'");
  }
  if (text.find_first_of(std::string("\"\n\r") + separator) == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

struct CsvCell {
  char separator;
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return fmt::format("{}", value); }
  std::string operator()(const std::string& value) const { return csv_text(value, separator); }
};

struct JsonCell {
  Json operator()(std::monostate) const { return nullptr; }
  template <typename T>
  Json operator()(const T& value) const {
    return value;
  }
};

void write_separated(const Table& table, char separator, std::ostream& out) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) out << separator;
    out << csv_text(table.columns[i], separator);
  }
  out << '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out << separator;
      out << std::visit(CsvCell{separator}, row[i]);
    }
    out << '\n';
  }
}

}  // namespace

double thousandths(double value) { return std::round(1000 * value) / 1000; }

void write_csv(const Table& table, std::ostream& out) { write_separated(table, ',', out); }

void write_tsv(const Table& table, std::ostream& out) { write_separated(table, '\t', out); }

nlohmann::ordered_json rows_json(const Table& table) {
  Json rows = Json::array();
  for (const auto& row : table.rows) {
    Json object = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      object[table.columns[i]] = std::visit(JsonCell{}, row[i]);
    }
    rows.push_back(std::move(object));
  }
  return rows;
}

void write_json(const std::vector<Table>& tables, std::ostream& out, int schema) {
  Json json = {{"schema", schema}};
  for (const Table& table : tables) json[table.name] = rows_json(table);
  out << escape_json_controls(json.dump(2, ' ', false, Json::error_handler_t::replace)) << '\n';
}

}  // namespace lianxi
