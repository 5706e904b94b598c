#include "import/table_rows.h"

#include <algorithm>

#include "text/utf8.h"

namespace lianxi {
namespace {

/// Far more columns than a table that people make has.
constexpr std::size_t kMostFields = 1000;

}  // namespace

bool TableRows::next() {
  while (at_ < text_.size()) {
    if (skip_comment()) continue;
    line_ = next_line_;
    fields_.clear();
    do {
      read_field();
      if (fields_.size() > kMostFields) fields_.pop_back();  // nobody asks for those
    } while (at_ < text_.size() && text_[at_++] == separator_);
    ++next_line_;
    if (fields_.size() > 1 || !trim(fields_[0]).empty()) return true;
  }
  return false;
}

std::string_view TableRows::field(std::size_t column) const {
  return column < fields_.size() ? trim(fields_[column]) : std::string_view();
}

bool TableRows::skip_comment() {
  if (comment_ == '\0' || text_[at_] != comment_) return false;
  at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
  ++next_line_;
  return true;
}

/// Up to the separator or the line end, which is left.
void TableRows::read_field() {
  std::string& field = fields_.emplace_back();
  if (at_ < text_.size() && text_[at_] == '"') read_quoted(field);
  const std::size_t end =
      std::min(text_.find_first_of(std::string{separator_, '\n'}, at_), text_.size());
  field += text_.substr(at_, end - at_);
  at_ = end;
}

/// A quote that is never closed is a character like any other, and so is one whose partner has more
/// of the field behind it: "tea" or coffee.
void TableRows::read_quoted(std::string& field) {
  for (std::size_t at = at_ + 1; at < text_.size(); ++at) {
    if (text_[at] != '"') {
      field += text_[at];
    } else if (at + 1 < text_.size() && text_[at + 1] == '"') {
      field += text_[at++];
    } else if (ends_field(at + 1)) {
      next_line_ += static_cast<int>(std::count(text_.begin() + at_, text_.begin() + at, '\n'));
      at_ = at + 1;
      return;
    } else {
      break;
    }
  }
  field.clear();
}

/// Nothing but spaces up to the separator or the line end.
bool TableRows::ends_field(std::size_t at) const {
  while (at < text_.size() && text_[at] == ' ' && separator_ != ' ') ++at;
  return at == text_.size() || text_[at] == separator_ || text_[at] == '\n';
}

}  // namespace lianxi
