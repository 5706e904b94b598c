#include "foreign/table_notes.h"

#include <algorithm>
#include <map>

#include "foreign/field_text.h"
#include "foreign/html.h"
#include "foreign/table_shape.h"
#include "import/review_log.h"
#include "import/table_rows.h"

namespace lianxi {
namespace {

/// Columns that a note may have: a row with more is no row of a table.
constexpr std::size_t kMostColumns = 100;
/// Rows of another width that are named one by one.
constexpr int kMostNamed = 20;

std::string counted(std::size_t number, std::string_view what) {
  return std::to_string(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

/// Fields up to the last one that is not empty.
std::size_t filled_width(const TableRows& rows) {
  std::size_t width = rows.fields().size();
  while (width > 0 && rows.field(width - 1).empty()) --width;
  return width;
}

class TableReader {
 public:
  TableReader(const ForeignText& file, std::string_view format, char separator)
      : file_(file), format_(format), separator_(separator) {}

  void read() {
    if (is_review_log(file_.view())) {
      file_.complain.fatal(1, "review-log",
                           "the file is a log of reviews and holds no notes; import it beside the "
                           "notes that its card_id column means");
      return;
    }
    find_header();
    measure();
    begin();
    TableRows rows(file_.view(), separator_);
    if (has_header_) rows.next();
    while (rows.next()) add(rows);
    if (other_widths_ > kMostNamed) {
      file_.complain(0, "other-width",
                     std::to_string(other_widths_ - kMostNamed) +
                         " more rows have more or fewer fields than the others; they are kept");
    }
  }

 private:
  void find_header() {
    const auto asked = file_.options.has_header;
    names_ = table_header(file_.view(), separator_);
    has_header_ = asked.value_or(!names_.empty());
    if (!has_header_) names_.clear();
    if (!has_header_ || !names_.empty()) return;
    TableRows rows(file_.view(), separator_);
    if (!rows.next()) return;
    for (std::size_t i = 0; i < std::min(rows.fields().size(), kMostColumns); ++i) {
      names_.emplace_back(rows.field(i));
    }
  }

  /// The width that most rows have, and that of the widest.
  void measure() {
    std::map<std::size_t, std::size_t> widths;
    columns_ = names_.size();
    TableRows rows(file_.view(), separator_);
    if (has_header_) rows.next();
    while (rows.next()) {
      ++widths[rows.fields().size()];
      if (filled_width(rows) <= kMostColumns) columns_ = std::max(columns_, filled_width(rows));
    }
    usual_ = names_.size();
    std::size_t most = 0;
    for (const auto& [width, count] : widths) {
      if (has_header_ || count <= most) continue;
      most = count;
      usual_ = width;
    }
  }

  void begin() {
    std::string told = format_ == "tsv" ? "TSV" : "CSV";
    if (separator_ != '\t' && separator_ != ',' && separator_ != '\0') {
      told += std::string(" parted by \"") + separator_ + "\"";
    }
    told += ", " + counted(columns_, "column");
    if (has_header_) told += " with names";
    file_.begin(format_, std::move(told));
    NoteType type;
    type.name = "table";
    type.fields.resize(columns_);
    for (std::size_t i = 0; i < std::min(names_.size(), columns_); ++i) {
      type.fields[i] = text_of_plain(names_[i]);
    }
    file_.sink.type(std::move(type));
  }

  void add(const TableRows& rows) {
    const std::size_t width = filled_width(rows);
    if (width == 0) return;
    if (width > kMostColumns) {
      file_.complain(rows.line(), "too-wide",
                     "more than " + counted(kMostColumns, "field") + " in a row; it is left out");
      return;
    }
    if (rows.fields().size() < usual_ || width > usual_) say_width(rows);
    Note note;
    note.type = "table";
    note.line = rows.line();
    note.values.resize(columns_);
    for (std::size_t i = 0; i < width; ++i) note.values[i] = table_field_text(rows.field(i));
    const bool is_empty =
        std::ranges::all_of(note.values, [](const std::string& value) { return value.empty(); });
    if (is_empty) {
      file_.complain(rows.line(), "no-text",
                     "a row in which nothing stands but HTML; it is left out");
      return;
    }
    file_.sink.accept(std::move(note));
  }

  void say_width(const TableRows& rows) {
    if (++other_widths_ > kMostNamed) return;
    file_.complain(rows.line(), "other-width",
                   counted(rows.fields().size(), "field") + " where " +
                       (has_header_ ? "the header has " : "most rows have ") +
                       std::to_string(usual_) + "; the row is kept");
  }

  const ForeignText& file_;
  std::string_view format_;
  char separator_;
  bool has_header_ = false;
  std::vector<std::string> names_;
  std::size_t columns_ = 0, usual_ = 0;
  int other_widths_ = 0;
};

}  // namespace

void read_table_notes(const ForeignText& file, std::string_view format, char separator) {
  TableReader(file, format, separator).read();
}

}  // namespace lianxi
