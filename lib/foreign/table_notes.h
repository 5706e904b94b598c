#pragma once

// Notes from a table: one a row, one value a column. Rows that are shorter or longer than the
// others are kept and named; rows in which nothing stands are no notes.

#include <string_view>

#include "foreign/foreign_text.h"

namespace lianxi {

/// Reads a table parted by `separator` ('\0': of one column); `format` is "csv" or "tsv". A log of
/// reviews is refused.
void read_table_notes(const ForeignText& file, std::string_view format, char separator);

}  // namespace lianxi
