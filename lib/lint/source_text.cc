#include "lint/source_text.h"

#include <algorithm>

#include "text/outline.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Bytes. What is longer is not sought: no sentence is, and a hostile deck should cost no hours.
constexpr std::size_t kLongestSought = 2000;

bool is_mark(char c) { return std::string_view("*~`\\").find(c) != npos; }
bool is_passed_over(char c) { return is_mark(c) || std::string_view(" \t\r\n").find(c) != npos; }

/// Where in `text` byte `offset` of `wanted` stands, if `wanted` stands at `begin`.
std::size_t match(std::string_view text, std::size_t begin, std::string_view wanted,
                  std::size_t offset) {
  std::size_t at = begin;
  std::size_t found = npos;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (is_passed_over(wanted[i])) continue;
    // Only the first byte of `wanted` may not be sought further on: that is for the caller to do.
    while (at > begin && at < text.size() && is_passed_over(text[at])) ++at;
    if (at >= text.size() || text[at] != wanted[i]) return npos;
    if (i >= offset && found == npos) found = at;
    ++at;
  }
  if (found != npos) return found;
  while (at < text.size() && is_mark(text[at])) ++at;
  return at;
}

}  // namespace

SourceText::SourceText(std::string_view text)
    : text_(is_surely_nfc(text) ? std::string(text) : nfc(text)) {
  begins_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') begins_.push_back(i + 1);
  }
}

std::size_t SourceText::begin_of(int line) const {
  const auto index = static_cast<std::size_t>(std::max(line, 1) - 1);
  return index < begins_.size() ? begins_[index] : text_.size();
}

std::string_view SourceText::line_text(int line) const {
  const std::size_t begin = begin_of(line);
  std::string_view text = std::string_view(text_).substr(begin, begin_of(line + 1) - begin);
  while (text.ends_with('\n') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

TextPlace SourceText::place_at(std::size_t offset) const {
  const auto next = std::upper_bound(begins_.begin(), begins_.end(), offset);
  const std::size_t begin = *(next - 1);
  const auto before = std::string_view(text_).substr(begin, offset - begin);
  return {static_cast<int>(next - begins_.begin()), static_cast<int>(length_utf8(before)) + 1};
}

std::size_t SourceText::find_offset(std::string_view wanted, std::size_t offset, int first,
                                    int end) const {
  const auto text = std::string_view(text_).substr(0, begin_of(end));
  const auto head = wanted.substr(0, std::min<std::size_t>(wanted.size(), 1));
  if (head.empty() || wanted.size() > kLongestSought) return npos;
  for (auto at = text.find(head, begin_of(first)); at != npos; at = text.find(head, at + 1)) {
    if (const auto found = match(text, at, wanted, offset); found != npos) return found;
  }
  return npos;
}

TextPlace SourceText::find(std::string_view wanted, std::size_t offset, int first, int end) const {
  const auto found = find_offset(wanted, offset, first, end);
  return found == npos ? content(first) : place_at(found);
}

bool SourceText::holds(std::string_view wanted, int first, int end) const {
  return find_offset(wanted, 0, first, end) != npos;
}

int SourceText::labelled(Label label, int first, int end) const {
  for (int line = first; line < end; ++line) {
    const std::size_t begin = begin_of_content(line) - begin_of(line);
    const auto labelled = split_label(line_text(line).substr(begin));
    if (labelled && label_of(plain_text(labelled->label)) == label) return line;
  }
  return first;
}

std::size_t SourceText::begin_of_content(int line) const {
  const std::string_view text = line_text(line);
  const auto skip = [&](std::string_view characters, std::size_t at) {
    return std::min(text.find_first_not_of(characters, at), text.size());
  };
  const std::size_t begin = skip(" \t", 0);
  std::size_t marker = skip("#-*+", begin);
  if (text.substr(begin).starts_with("•")) marker = begin + std::string_view("•").size();
  if (const auto digits = skip("0123456789", begin); digits > begin && digits < text.size()) {
    if (text[digits] == '.' || text[digits] == ')') marker = digits + 1;
  }
  // "**bold" is no bullet.
  const std::size_t behind = skip(" \t", marker);
  return begin_of(line) + (behind > marker && behind < text.size() ? behind : begin);
}

TextPlace SourceText::content(int line) const { return place_at(begin_of_content(line)); }

TextPlace SourceText::value(int line) const {
  const std::size_t content = begin_of_content(line);
  const auto text = line_text(line).substr(content - begin_of(line));
  const auto label = split_label(text);
  if (!label) return place_at(content);
  const auto inside = label->value.empty()
                          ? text.size()
                          : static_cast<std::size_t>(label->value.data() - text.data());
  return place_at(content + inside);
}

TextPlace SourceText::end_of(int line) const {
  return place_at(begin_of(line) + line_text(line).size());
}

}  // namespace lianxi
