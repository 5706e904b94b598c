
#include "import/inline.h"
#include "import/labels.h"
#include "import/lines.h"
#include "import/outlines.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Bytes of the bullet that `line` begins with, 0 if it has none.
std::size_t bullet_size(std::string_view line) {
  for (const std::string_view bullet : {"•", "◦", "▪", "‣", "∙", "●", "○", "-", "*"}) {
    if (!line.starts_with(bullet)) continue;
    const auto rest = line.substr(bullet.size());
    if (rest.empty() || rest.front() == ' ' || rest.front() == '\t') return bullet.size();
  }
  return 0;
}

bool is_banner(std::string_view line) {
  return line.starts_with("This is an old revision of the document") || line == "Table of Contents";
}

/// "1. Xíng" above the metadata of one reading, "Example 1 (as xíng - okay):" above a sentence.
bool is_sub_heading(std::string_view line) {
  if (line.size() > 80) return false;
  if (const auto labelled = split_label(line); labelled && labelled->value.empty()) {
    return label_of(labelled->label) == Label::example;
  }
  const auto digits = line.find_first_not_of("0123456789");
  return digits != std::string_view::npos && digits > 0 && line.substr(digits).starts_with(". ") &&
         is_toned_pinyin(line.substr(digits + 2));
}

/// A list without its bullets: labelled lines, where there is no bullet in the whole text.
bool has_lost_bullets(std::string_view text) {
  bool has_label = false;
  for (Lines lines(text); lines.next();) {
    const auto line = trim(lines.line());
    if (bullet_size(line) > 0) return false;
    const auto labelled = split_label(line);
    has_label = has_label || (labelled && label_of(labelled->label) == Label::part_of_speech);
  }
  return has_label;
}

class RenderedReader {
 public:
  explicit RenderedReader(std::string_view text)
      : text_(text), has_lost_bullets_(has_lost_bullets(text)) {}

  Outline read() {
    for (Lines lines(text_); lines.next();) read_line(lines);
    outline_.nesting_lost = !is_nested_;
    outline_.headings_lost = !has_sections_;
    return std::move(outline_);
  }

 private:
  void read_line(const Lines& lines) {
    const auto line = trim(lines.line());
    if (line.empty() || is_banner(line)) return;
    const std::size_t bullet = bullet_size(line);
    if (!has_title_) {
      has_title_ = bullet == 0 && page_title(mark_literal(line)).has_value();
      if (has_title_) add(OutlineNode::Kind::heading, 1, lines.number(), line);
    } else if (bullet > 0) {
      const int depth = nesting_.depth(lines.indent());
      is_nested_ = is_nested_ || depth > 0;
      add(OutlineNode::Kind::item, depth, lines.number(), trim(line.substr(bullet)));
    } else if (section_of_bare_line(line) != Section::none) {
      has_sections_ = true;
      add(OutlineNode::Kind::heading, 2, lines.number(), line);
    } else if (is_sub_heading(line)) {
      add(OutlineNode::Kind::heading, 3, lines.number(), line);
    } else if (has_lost_bullets_) {
      add(OutlineNode::Kind::item, 0, lines.number(), line);
    } else {
      add(OutlineNode::Kind::paragraph, 0, lines.number(), line);
    }
  }

  void add(OutlineNode::Kind kind, int depth, int line, std::string_view text) {
    outline_.nodes.push_back({kind, depth, line, outline_.keep(mark_literal(text))});
  }

  std::string_view text_;
  bool has_lost_bullets_;
  bool has_title_ = false;
  bool is_nested_ = false;
  bool has_sections_ = false;
  Nesting nesting_;
  Outline outline_;
};

}  // namespace

Outline rendered_outline(std::string_view text) { return RenderedReader(text).read(); }

}  // namespace lianxi
