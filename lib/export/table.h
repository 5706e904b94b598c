#pragma once

// Tables for other programs: CSV as spreadsheets read it, and JSON.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace lianxi {

/// A number, a text, or nothing.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
  std::string note = {};                ///< what there is to say of it to a person
};

/// As tables have numbers: with three places.
double thousandths(double value);

/// RFC 4180 with LF line ends. A text that a spreadsheet would run as a formula (=, +, -, @, tab or
/// return in front) gets an apostrophe before it.
void write_csv(const Table& table, std::ostream& out);

/// The same with tabs between the fields.
void write_tsv(const Table& table, std::ostream& out);

/// [{column: cell, ...}, ...]
nlohmann::ordered_json rows_json(const Table& table);

/// {"schema":N,"<name>":[{column: cell, ...}, ...], ...} with a table after the other.
void write_json(const std::vector<Table>& tables, std::ostream& out, int schema = 1);

}  // namespace lianxi
