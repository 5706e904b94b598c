
#include "import/inline.h"
#include "import/labels.h"
#include "import/lines.h"
#include "import/reader.h"
#include "text/outline.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Two headings on one line: the line ends of the source were lost.
bool is_flattened(std::string_view line) {
  const auto first = line.find("====== ");
  return first != npos && line.find(" ===== ", first + 7) != npos && line.find("* **") != npos;
}

bool is_diff(std::string_view line) {
  return line.starts_with("This shows you the differences between two versions") ||
         line.starts_with("- | ======") || line.starts_with("-======") || line.starts_with("@@ -");
}

bool is_wiki_heading(std::string_view line) {
  return line.starts_with("==") && line.ends_with("==") && line.find_first_not_of('=') != npos;
}

bool is_bullet(std::string_view line) {
  return line.starts_with("•") || line.starts_with("- ") || line.starts_with("* ");
}

/// A line of a list without its bullet, as a view leaves it that drops bullets and keeps the text.
bool is_labelled(std::string_view line) {
  const auto labelled = split_label(line);
  return labelled && label_of(labelled->label) == Label::part_of_speech;
}

}  // namespace

TextKind text_kind(std::string_view text) {
  bool has_list = false, has_page_line = false;
  for (Lines lines(text); lines.next();) {
    const auto line = trim(lines.line());
    if (line.empty()) continue;
    if (is_diff(line)) return TextKind::diff;
    if (is_flattened(line)) return TextKind::flattened;
    if (is_wiki_heading(line)) return TextKind::dokuwiki;
    if (line == "#" || line.starts_with("# ")) return TextKind::markdown;
    has_list = has_list || is_bullet(line) || is_labelled(line);
    has_page_line = has_page_line || section_of_bare_line(line) != Section::none ||
                    page_title(mark_literal(line)).has_value();
    if (has_list && has_page_line) return TextKind::rendered;
  }
  if (has_list) return TextKind::rendered;
  return has_page_line ? TextKind::lists_lost : TextKind::unknown;
}

}  // namespace lianxi
