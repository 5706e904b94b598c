#pragma once

// How a table is made: what parts its fields, and whether its first row names the columns. A table
// does not say so; it shows in the regularity of its rows and in what their columns hold.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

/// The character that parts the fields of nearly all rows: a tab, or a comma, semicolon or bar that
/// does so in rows of the same width; nothing where the text is no table, prose among it. Rows that
/// begin with `comment` do not count.
std::optional<char> table_separator(std::string_view text, char comment = '\0');

/// Nothing but words in characters, one a line: a table of one column.
bool is_list_of_words(std::string_view text);

/// The names of the columns of a table that begins with them, and no names where it does not.
/// "hanzi", "拼音", "Front" are such names where the column below is nothing else than it says;
/// 汉字 above other words of a list, or 英语 beside "English", is a word.
std::vector<std::string> table_header(std::string_view text, char separator, char comment = '\0');

}  // namespace lianxi
