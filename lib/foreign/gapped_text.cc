#include "foreign/gapped_text.h"

#include <cctype>

#include "import/media_names.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Gaps of one text: one a word of a paragraph.
constexpr std::size_t kMostGaps = 200;
/// An address of a link, and a formula, ends near where it begins.
constexpr std::size_t kLongestFormula = 2000;

/// Bytes up to and with `end`, which must come soon behind `from`; 0 where it does not.
std::size_t size_up_to(std::string_view text, std::size_t from, std::string_view end) {
  const auto found = text.substr(from, kLongestFormula).find(end);
  return found == npos ? 0 : from + found + end.size();
}

/// Bytes of a formula or of code at the beginning, 0 where there is none.
std::size_t verbatim_size(std::string_view text) {
  if (text.starts_with("$$")) return size_up_to(text, 2, "$$");
  if (text.starts_with("`")) return size_up_to(text, 1, "`");
  if (!text.starts_with("$")) return 0;
  const std::size_t size = size_up_to(text, 1, "$");
  return size > 2 && text.substr(0, size).find("\n\n") == npos ? size : 0;
}

/// `[label](address)` at the beginning, also of a picture behind its "!".
struct Link {
  std::string_view label, address;
  std::size_t size = 0;
};

Link link_at(std::string_view text) {
  const auto close = text.substr(0, kLongestFormula).find(']');
  if (!text.starts_with('[') || close == npos || close + 1 >= text.size()) return {};
  if (text[close + 1] != '(') return {};
  const std::size_t size = size_up_to(text, close + 2, ")");
  if (size == 0) return {};
  return {text.substr(1, close - 1), text.substr(close + 2, size - close - 3), size};
}

bool is_sound(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == npos) return false;
  std::string end(name.substr(dot + 1));
  for (char& c : end) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return end == "mp3" || end == "ogg" || end == "wav" || end == "m4a" || end == "opus";
}

std::string medium_text(std::string_view address) {
  const std::string name = name_in_address(address);
  if (name.empty()) return "";
  return is_sound(name) ? "[sound:" + name + "]" : "[image: " + name + "]";
}

class Scanner {
 public:
  Scanner(std::string_view text, std::size_t most_gaps) : text_(text), most_gaps_(most_gaps) {}

  GappedText scan() {
    while (at_ < text_.size()) {
      if (!take_verbatim() && !take_escape() && !take_medium() && !take_link() && !take_bracket()) {
        out_.text += text_[at_++];
      }
    }
    if (is_open_) out_.text.insert(open_, "[");
    return std::move(out_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  bool take_verbatim() {
    const std::size_t size = verbatim_size(rest());
    out_.text += rest().substr(0, size);
    at_ += size;
    return size > 0;
  }
  bool take_escape() {
    if (!rest().starts_with("\\[") && !rest().starts_with("\\]")) return false;
    out_.text += text_[at_ + 1];
    at_ += 2;
    return true;
  }
  bool take_medium() {
    if (!rest().starts_with("![")) return false;
    const Link link = link_at(rest().substr(1));
    if (link.size == 0) return false;
    out_.text += medium_text(link.address);
    at_ += link.size + 1;
    return true;
  }
  bool take_link() {
    const Link link = is_open_ ? Link{} : link_at(rest());
    out_.text += link.label;
    at_ += link.size;
    return link.size > 0;
  }
  /// Brackets within brackets are text.
  bool take_bracket() {
    if (text_[at_] == '[' && !is_open_ && out_.gaps.size() < most_gaps_) {
      is_open_ = true;
      open_ = out_.text.size();
    } else if (text_[at_] == ']' && is_open_) {
      is_open_ = false;
      if (out_.text.size() > open_) out_.gaps.push_back({open_, out_.text.size() - open_});
    } else {
      return false;
    }
    ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t most_gaps_, at_ = 0, open_ = 0;
  bool is_open_ = false;
  GappedText out_;
};

}  // namespace

std::string GappedText::with_blank(std::size_t gap) const {
  std::string result = text;
  return result.replace(gaps[gap].begin, gaps[gap].size, kBlank);
}

std::string_view GappedText::inside(std::size_t gap) const {
  return std::string_view(text).substr(gaps[gap].begin, gaps[gap].size);
}

GappedText read_gaps(std::string_view markdown) { return Scanner(markdown, kMostGaps).scan(); }

std::string text_of_markdown(std::string_view markdown) { return Scanner(markdown, 0).scan().text; }

}  // namespace lianxi
