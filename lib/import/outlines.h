#pragma once

// The views of a page, each as an Outline: the title is its first heading, of depth 1. The text
// must outlive them.

#include <optional>
#include <string>
#include <string_view>

#include "import/lines.h"
#include "import/report.h"
#include "text/outline.h"

namespace lianxi {

/// A page as a browser shows it, with or without its headings, nested or not. Lines before the
/// title are not content.
Outline rendered_outline(std::string_view text);

/// DokuWiki source, also with its indent stripped. Tables are reported and left out.
Outline dokuwiki_outline(std::string_view text, const Report& report);

/// Markdown, one page after the other: a page begins at each "# " heading. Lines of one paragraph
/// are joined; comments (<!-- -->) and thematic breaks fall away.
class MarkdownPages {
 public:
  MarkdownPages(std::string_view text, const Report& report) : lines_(text), report_(report) {}
  /// The next page; nothing at the end. What stands before the first page is reported.
  std::optional<Outline> next();

 private:
  void read_line(std::string_view line, int indent);
  void read_text(std::string_view line, int indent);
  void add(OutlineNode::Kind kind, int depth, std::string_view text);
  void append_to_last(std::string_view line);
  std::string_view without_comments(std::string_view line);

  Lines lines_;
  const Report& report_;
  Outline page_;
  Nesting nesting_;
  std::string uncommented_;  ///< the line, where a comment was taken out of it
  bool is_uncommented_ = false;
  int comment_line_ = 0;  ///< where the open comment began; 0 if none is open
  bool is_after_blank_ = false;
  bool has_reported_preface_ = false;
};

}  // namespace lianxi
