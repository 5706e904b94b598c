#include "foreign/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "import/media_names.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Elements within each other that gumbo is given at once: its time grows with the square of the
/// depth, and it frees its tree by recursion. A field has some ten.
constexpr std::size_t kMostElements = 1000;
/// Bytes of a tag: its time grows with the square of the number of attributes. What is longer is a
/// picture written into its address.
constexpr std::size_t kLongestTag = 16 << 10;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Writing text ------------------------------------------------------------------------------------

bool is_white(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f;
}

/// Controls, and what only says where lines may break or which way they run. Joiners and variation
/// selectors stay: they are part of what is written.
bool is_dropped(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x200b ||
         c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || c == 0x2060 ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb);
}

/// Text as it grows: knows where a line or a space is wanted.
class HtmlLines {
 public:
  void add(std::string_view text, bool keep_lines) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t c = decode_utf8(text, at);
      if (keep_lines && (c == '\n' || c == 0x2028 || c == 0x2029)) {
        begin_line();
      } else if (is_white(c)) {
        space();
      } else if (c == 0xfffd && at - begin == 1) {
        append_utf8(text_, c);
      } else if (!is_dropped(c)) {
        text_.append(text.substr(begin, at - begin));
      }
    }
  }
  void space() {
    if (!text_.empty() && text_.back() != '\n' && text_.back() != ' ') text_ += ' ';
  }
  /// What comes next stands on a line of its own.
  void end_line() {
    drop_space();
    if (!text_.empty() && text_.back() != '\n') text_ += '\n';
  }
  /// As <br> does: twice gives an empty line, more often no more.
  void begin_line() {
    drop_space();
    if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
  }
  std::string finish() const { return nfc(trim(text_)); }

 private:
  void drop_space() {
    if (text_.ends_with(' ')) text_.pop_back();
  }
  std::string text_;
};

// Elements ----------------------------------------------------------------------------------------

bool is_unseen(GumboTag tag) {
  constexpr std::array tags = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,  GUMBO_TAG_HEAD,
                               GUMBO_TAG_TITLE,  GUMBO_TAG_RP,     GUMBO_TAG_TEMPLATE,
                               GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_SVG,
                               GUMBO_TAG_SELECT, GUMBO_TAG_VIDEO};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_block(GumboTag tag) {
  constexpr std::array tags = {
      GUMBO_TAG_DIV,     GUMBO_TAG_P,          GUMBO_TAG_LI,       GUMBO_TAG_UL,
      GUMBO_TAG_OL,      GUMBO_TAG_DL,         GUMBO_TAG_DT,       GUMBO_TAG_DD,
      GUMBO_TAG_TABLE,   GUMBO_TAG_TR,         GUMBO_TAG_CAPTION,  GUMBO_TAG_H1,
      GUMBO_TAG_H2,      GUMBO_TAG_H3,         GUMBO_TAG_H4,       GUMBO_TAG_H5,
      GUMBO_TAG_H6,      GUMBO_TAG_HR,         GUMBO_TAG_PRE,      GUMBO_TAG_BLOCKQUOTE,
      GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,    GUMBO_TAG_HEADER,   GUMBO_TAG_FOOTER,
      GUMBO_TAG_MAIN,    GUMBO_TAG_ASIDE,      GUMBO_TAG_NAV,      GUMBO_TAG_FIGURE,
      GUMBO_TAG_CENTER,  GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIELDSET, GUMBO_TAG_ADDRESS,
      GUMBO_TAG_FORM,    GUMBO_TAG_DETAILS,    GUMBO_TAG_SUMMARY};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found ? found->value : "";
}

/// `hidden`, or a style that says so.
bool is_hidden(const GumboElement& element) {
  if (element.attributes.length == 0) return false;
  if (gumbo_get_attribute(&element.attributes, "hidden")) return true;
  std::string style(attribute(element, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos;
}

/// What stands for a picture; its data, where they are in the field itself, are not text.
std::string image_text(const GumboElement& element) {
  const std::string_view source = attribute(element, "src");
  if (!source.empty() && !source.starts_with("data:")) {
    return "[image: " + name_in_address(source) + "]";
  }
  return std::string(attribute(element, "alt"));
}

/// Walks a tree without recursion, so that no depth overflows the stack.
class Walk {
 public:
  explicit Walk(HtmlLines& lines) : lines_(lines) {}

  void all(const GumboNode* root) {
    open_.push_back({root, 0});
    while (!open_.empty()) {
      auto& [node, next] = open_.back();
      const GumboVector& children = node->v.element.children;
      if (next == children.length) {
        leave(node->v.element);
        open_.pop_back();
      } else {
        visit(static_cast<const GumboNode*>(children.data[next++]));
      }
    }
  }

 private:
  void visit(const GumboNode* node) {
    switch (node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        lines_.add(node->v.text.text, preformatted_ > 0);
        break;
      case GUMBO_NODE_ELEMENT:
        if (enter(node->v.element)) open_.push_back({node, 0});
        break;
      default:
        break;
    }
  }

  /// False where nothing in it is seen.
  bool enter(const GumboElement& element) {
    if (is_unseen(element.tag) || is_hidden(element)) return false;
    if (is_block(element.tag)) lines_.end_line();
    if (element.tag == GUMBO_TAG_BR) lines_.begin_line();
    if (element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH) lines_.space();
    if (element.tag == GUMBO_TAG_IMG) lines_.add(image_text(element), false);
    if (element.tag == GUMBO_TAG_AUDIO) return sound(element);
    if (element.tag == GUMBO_TAG_RT) lines_.add("[", false);
    if (element.tag == GUMBO_TAG_PRE) ++preformatted_;
    return true;
  }

  /// What stands in it is for browsers that cannot play.
  bool sound(const GumboElement& element) {
    const std::string_view source = attribute(element, "src");
    if (!source.empty()) lines_.add("[sound:" + name_in_address(source) + "]", false);
    return false;
  }

  void leave(const GumboElement& element) {
    if (element.tag == GUMBO_TAG_RT) lines_.add("]", false);
    if (element.tag == GUMBO_TAG_PRE) --preformatted_;
    if (is_block(element.tag)) lines_.end_line();
  }

  struct Open {
    const GumboNode* node;
    unsigned next;
  };
  HtmlLines& lines_;
  std::vector<Open> open_;
  int preformatted_ = 0;
};

void add_html(HtmlLines& lines, std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.fragment_context = GUMBO_TAG_BODY;
  options.max_errors = 0;
  const auto destroy = [&options](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, html.data(), html.size()), destroy);
  Walk(lines).all(output->root);
}

struct Piece {
  std::size_t end;   ///< of what gumbo may be given
  std::size_t next;  ///< where the following one begins
};

bool begins_with(std::string_view html, std::string_view beginning) {
  return html.size() >= beginning.size() &&
         std::equal(beginning.begin(), beginning.end(), html.begin(),
                    [](char a, char b) { return a == b || (is_letter(b) && a == (b | 0x20)); });
}

/// Where what begins with this "<" ends, if it is a script, a style or a comment: what looks like
/// tags in there is none. 0 of anything else.
std::size_t raw_end(std::string_view html) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kinds = {
      {{"<script", "</script"}, {"<style", "</style"}, {"<!--", "-->"}}};
  for (const auto& [beginning, ending] : kinds) {
    if (!begins_with(html, beginning)) continue;
    for (std::size_t at = html.find(ending[0], beginning.size()); at < html.size();
         at = html.find(ending[0], at + 1)) {
      if (begins_with(html.substr(at), ending)) return at + ending.size();
    }
    return html.size();
  }
  return 0;
}

/// As much as has no more than kMostElements tags and none that is too long, which is left out.
Piece piece_of(std::string_view html) {
  std::size_t tags = 0;
  for (std::size_t at = html.find('<'); at < html.size(); at = html.find('<', at + 1)) {
    if (++tags > kMostElements) return {at, at};
    if (const std::size_t raw = raw_end(html.substr(at)); raw > 0) {
      at += raw - 1;
      continue;
    }
    if (at + 1 == html.size() || !is_letter(html[at + 1])) continue;
    const std::size_t end = html.find('>', at);
    if (std::min(end, html.size()) - at < kLongestTag) continue;
    return {at, end < html.size() ? end + 1 : html.size()};
  }
  return {html.size(), html.size()};
}

std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (text[most] & 0xc0) == 0x80) --most;
  text.resize(most);
  return text;
}

}  // namespace

std::string text_of_html(std::string_view html) {
  HtmlLines lines;
  if (html.find_first_of("<&") == std::string_view::npos) {
    lines.add(html, false);
    return lines.finish();
  }
  while (!html.empty()) {
    const Piece piece = piece_of(html);
    add_html(lines, html.substr(0, piece.end));
    html.remove_prefix(piece.next);
  }
  return lines.finish();
}

std::string text_of_plain(std::string_view text) {
  HtmlLines lines;
  lines.add(text, true);
  return lines.finish();
}

std::string plain_name(std::string_view text) {
  HtmlLines lines;
  lines.add(text, false);
  return cut(lines.finish(), kMaxNoteName);
}

std::string at_most_note_text(std::string text) { return cut(std::move(text), kMaxNoteText); }

}  // namespace lianxi
