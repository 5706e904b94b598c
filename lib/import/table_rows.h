#pragma once

// Rows of a table as spreadsheets and programs write them: fields parted by one character, a field
// in quotes may hold it, line ends and doubled quotes. Source: RFC 4180.

#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

/// Use: for (TableRows rows(text, '\t'); rows.next();) rows.fields();
class TableRows {
 public:
  /// `text` must outlive it. Line ends are "\n". Rows that begin with `comment` are passed over.
  TableRows(std::string_view text, char separator, char comment = '\0')
      : text_(text), separator_(separator), comment_(comment) {}

  /// Moves to the next row that is not empty; false at the end.
  bool next();
  const std::vector<std::string>& fields() const { return fields_; }
  /// The field of a column, trimmed; empty where the row is shorter.
  std::string_view field(std::size_t column) const;
  int line() const { return line_; }  ///< where the row begins, from 1

 private:
  bool skip_comment();
  void read_field();
  void read_quoted(std::string& field);
  bool ends_field(std::size_t at) const;

  std::string_view text_;
  char separator_, comment_;
  std::size_t at_ = 0;
  int line_ = 0, next_line_ = 1;
  std::vector<std::string> fields_;
};

}  // namespace lianxi
