#include <algorithm>
#include <utility>

#include "import/outlines.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kCommentOpen = "<!--";
constexpr std::string_view kCommentClose = "-->";

/// Nodes that room is made for where the page before had as many.
constexpr std::size_t kLikelySize = 64;

bool is_space_at(std::string_view line, std::size_t offset) {
  return offset >= line.size() || line[offset] == ' ' || line[offset] == '\t';
}

/// The level of a heading line, 0 if it is none.
int heading_level(std::string_view line) {
  const auto level = std::min(line.find_first_not_of('#'), line.size());
  return level >= 1 && level <= 6 && is_space_at(line, level) ? static_cast<int>(level) : 0;
}

/// Bytes of the bullet or number that begins a list item, 0 if there is none.
std::size_t marker_size(std::string_view line) {
  if (line.empty()) return 0;
  if (line[0] == '-' || line[0] == '*' || line[0] == '+') return is_space_at(line, 1) ? 1 : 0;
  const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits == 0 || digits > 9 || digits == line.size()) return 0;
  if (line[digits] != '.' && line[digits] != ')') return 0;
  return is_space_at(line, digits + 1) ? digits + 1 : 0;
}

/// "---", "***", "___".
bool is_thematic_break(std::string_view line) {
  return line.size() >= 3 && (line[0] == '-' || line[0] == '*' || line[0] == '_') &&
         line.find_first_not_of(line[0]) == npos;
}

/// A wide character: between two of them a line break is no space.
bool begins_wide(std::string_view text) {
  std::size_t offset = 0;
  return !text.empty() && decode_utf8(text, offset) >= 0x2E80;
}

bool ends_wide(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && begin + 4 > text.size()) {
    if ((static_cast<unsigned char>(text[--begin]) & 0xC0) != 0x80) break;
  }
  return begins_wide(text.substr(begin));
}

void append_line(std::string& text, std::string_view line) {
  if (!text.empty() && !(ends_wide(text) && begins_wide(line))) text += ' ';
  text += line;
}

}  // namespace

std::optional<Outline> MarkdownPages::next() {
  while (lines_.next()) {
    const auto whole = lines_.line();
    const auto line = trim(without_comments(whole));
    const bool begins_page = lines_.indent() < 4 && heading_level(line) == 1;
    if (!begins_page || page_.nodes.empty()) {
      read_line(line, lines_.indent());
      continue;
    }
    Outline finished = std::exchange(page_, {});
    page_.nodes.reserve(std::min(finished.nodes.size(), kLikelySize));  // they are much alike
    read_line(line, lines_.indent());
    return finished;
  }
  if (comment_line_ > 0) {
    report_(std::exchange(comment_line_, 0), "unclosed-comment",
            "a comment begins here and is never closed; the rest of the file is not read");
  }
  if (page_.nodes.empty()) return std::nullopt;
  return std::exchange(page_, {});
}

void MarkdownPages::read_line(std::string_view line, int indent) {
  if (line.empty() || is_thematic_break(line)) {
    is_after_blank_ = true;
    return;
  }
  const int level = indent < 4 ? heading_level(line) : 0;
  if (page_.nodes.empty() && level != 1) {
    if (!std::exchange(has_reported_preface_, true)) {
      report_(lines_.number(), "text-before-title",
              "what stands before the first title is not read");
    }
  } else if (level > 0) {
    nesting_.clear();
    add(OutlineNode::Kind::heading, level, line.substr(static_cast<std::size_t>(level)));
  } else if (const auto marker = marker_size(line); marker > 0) {
    add(OutlineNode::Kind::item, nesting_.depth(indent), line.substr(marker));
  } else {
    read_text(line, indent);
  }
  is_after_blank_ = false;
}

void MarkdownPages::read_text(std::string_view line, int indent) {
  const auto& last = page_.nodes.back();
  const bool continues = last.kind == OutlineNode::Kind::item ? !is_after_blank_ || indent > 0
                         : last.kind == OutlineNode::Kind::paragraph ? !is_after_blank_
                                                                     : false;
  if (continues) {
    append_to_last(line);
  } else {
    nesting_.clear();
    add(OutlineNode::Kind::paragraph, 0, line);
  }
}

void MarkdownPages::add(OutlineNode::Kind kind, int depth, std::string_view text) {
  text = trim(text);
  if (is_uncommented_) text = page_.keep(std::string(text));
  page_.nodes.push_back({kind, depth, lines_.number(), text});
}

void MarkdownPages::append_to_last(std::string_view line) {
  OutlineNode& last = page_.nodes.back();
  const bool is_kept = !page_.kept.empty() && page_.kept.back().data() == last.text.data();
  if (!is_kept) page_.keep(std::string(last.text));
  append_line(page_.kept.back(), line);
  last.text = page_.kept.back();
}

std::string_view MarkdownPages::without_comments(std::string_view line) {
  is_uncommented_ = comment_line_ > 0 || line.find(kCommentOpen) != npos;
  if (!is_uncommented_) return line;
  uncommented_.clear();
  while (!line.empty()) {
    if (comment_line_ > 0) {
      const auto close = line.find(kCommentClose);
      if (close == npos) break;
      comment_line_ = 0;
      line.remove_prefix(close + kCommentClose.size());
    }
    const auto open = find_mark(line, kCommentOpen);
    uncommented_ += line.substr(0, open);
    if (open == npos) break;
    comment_line_ = lines_.number();
    line.remove_prefix(open + kCommentOpen.size());
  }
  return uncommented_;
}

}  // namespace lianxi
