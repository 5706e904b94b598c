#pragma once

// What a field says, whether it is written as HTML or not.

#include <string>
#include <string_view>

namespace lianxi {

/// There is a tag or an entity of HTML in it: "<br>", "&nbsp;", "&#33276;"; not "a < b", "R&D".
bool looks_like_html(std::string_view text);

/// As plain text (foreign/html.h), read as HTML where it looks like it. Its line ends stay: who
/// writes a field by hand puts <b> into it but no <br>.
std::string field_text(std::string_view field);

/// A field of a table, in which spreadsheets and careful programs guard against formulas: ="007"
/// and '=1+1 mean 007 and =1+1. An apostrophe before anything else stays.
std::string table_field_text(std::string_view field);

}  // namespace lianxi
