#include "import/lines.h"
#include "import/outlines.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Removes what stands in `text` at `at`, from `open` to `close`, and returns the inside.
std::string_view inside_of(std::string_view text, std::size_t open_size, std::size_t close) {
  return text.substr(open_size, close - open_size);
}

/// One line of DokuWiki text as marked text: links give their text, italics and tags fall away,
/// bold stays. Source: dokuwiki.org/wiki:syntax.
class Marker {
 public:
  explicit Marker(std::string_view line) : line_(line) {}

  std::string read() {
    while (at_ < line_.size()) read_one();
    return std::move(out_);
  }

 private:
  void read_one() {
    const auto rest = line_.substr(at_);
    if (rest.starts_with("[[")) return read_link(rest);
    if (rest.starts_with('<')) return read_tag(rest);
    if (rest.starts_with("\\\\") && (rest.size() == 2 || rest[2] == ' ')) {
      out_ += ' ';  // a forced line break
      at_ += 2;
    } else if (rest.starts_with("//") && !is_address()) {
      at_ += 2;
    } else {
      if (rest.front() == '\\') out_ += '\\';
      out_ += rest.front();
      ++at_;
    }
  }

  void read_link(std::string_view rest) {
    const auto close = rest.find("]]");
    if (close == npos) return keep(rest.size());
    auto inside = inside_of(rest, 2, close);
    if (const auto bar = inside.find('|'); bar != npos) inside.remove_prefix(bar + 1);
    out_ += mark_literal(inside);
    at_ += close + 2;
  }

  void read_tag(std::string_view rest) {
    constexpr std::string_view kOpen = "<hanziwriter>", kClose = "</hanziwriter>";
    if (!rest.starts_with(kOpen)) return keep(1);
    const auto close = rest.find(kClose);
    at_ += close == npos ? rest.size() : close + kClose.size();
  }

  bool is_address() const { return at_ > 0 && line_[at_ - 1] == ':'; }

  void keep(std::size_t size) {
    for (const char c : line_.substr(at_, size)) {
      if (c == '\\') out_ += '\\';
      out_ += c;
    }
    at_ += size;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::string out_;
};

/// The level of a heading line: 1 for six equals signs, 5 for two; 0 if it is none.
int level_by_signs(std::string_view line) {
  const auto signs = line.find_first_not_of('=');
  if (signs == npos || signs < 2 || !line.ends_with("==")) return 0;
  return signs >= 6 ? 1 : static_cast<int>(7 - signs);
}

std::string_view heading_text(std::string_view line) {
  const auto first = line.find_first_not_of('=');
  const auto last = line.find_last_not_of('=');
  return trim(line.substr(first, last - first + 1));
}

bool is_item(std::string_view line) {
  return line.size() > 1 && (line[0] == '*' || line[0] == '-') && line[1] == ' ';
}

bool is_table(std::string_view line) {
  return line.size() > 1 && (line[0] == '|' || line[0] == '^') && line.find(line[0], 1) != npos;
}

class DokuWikiReader {
 public:
  DokuWikiReader(std::string_view text, const Report& report) : text_(text), report_(report) {}

  Outline read() {
    for (Lines lines(text_); lines.next();) read_line(lines);
    outline_.nesting_lost = !is_nested_;
    return std::move(outline_);
  }

 private:
  void read_line(const Lines& lines) {
    const auto line = trim(lines.line());
    const int level = level_by_signs(line);
    const bool was_in_table = is_in_table_;
    is_in_table_ = is_table(line);
    if (level > 0) {
      add(OutlineNode::Kind::heading, level, lines.number(), heading_text(line));
    } else if (is_item(line)) {
      const int depth = nesting_.depth(lines.indent());
      is_nested_ = is_nested_ || depth > 0;
      add(OutlineNode::Kind::item, depth, lines.number(), trim(line.substr(2)));
    } else if (is_in_table_) {
      if (!was_in_table) report_(lines.number(), "table", "a table is not read");
    } else if (!line.empty()) {
      read_paragraph(lines.number(), line);
    }
    is_in_paragraph_ = level == 0 && !line.empty() && !is_item(line) && !is_in_table_;
  }

  void read_paragraph(int number, std::string_view line) {
    std::string text = Marker(line).read();
    if (trim(text).empty()) return;
    if (is_in_paragraph_ && !outline_.nodes.empty() &&
        outline_.nodes.back().kind == OutlineNode::Kind::paragraph) {
      // A paragraph is what was kept last.
      outline_.nodes.back().text = outline_.kept.back().append(1, ' ').append(text);
      return;
    }
    add_marked(OutlineNode::Kind::paragraph, 0, number, text);
  }

  void add(OutlineNode::Kind kind, int depth, int line, std::string_view text) {
    add_marked(kind, depth, line, Marker(text).read());
  }

  void add_marked(OutlineNode::Kind kind, int depth, int line, std::string_view marked) {
    outline_.nodes.push_back({kind, depth, line, outline_.keep(std::string(trim(marked)))});
  }

  std::string_view text_;
  const Report& report_;
  bool is_nested_ = false;
  bool is_in_paragraph_ = false;
  bool is_in_table_ = false;
  Nesting nesting_;
  Outline outline_;
};

}  // namespace

Outline dokuwiki_outline(std::string_view text, const Report& report) {
  return DokuWikiReader(text, report).read();
}

}  // namespace lianxi
