#include "foreign/python_literal.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr int kDeepestLiteral = 20;

class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : text_(text) {}

  std::optional<PythonLiteral> whole() {
    PythonLiteral literal;
    if (!value(literal, 0)) return std::nullopt;
    skip_space();
    if (at_ != text_.size()) return std::nullopt;
    return literal;
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != text_.npos) ++at_;
  }

  bool take(char c) {
    skip_space();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  bool value(PythonLiteral& out, int depth) {
    skip_space();
    if (depth > kDeepestLiteral || at_ == text_.size()) return false;
    if (take("[")) return items(out, ']', depth);
    if (take("(")) return items(out, ')', depth);
    if (take("set()")) return becomes(out, PythonLiteral::Kind::list, "");
    if (take("{")) return braces(out, depth);
    if (take("None")) return true;
    if (take("True")) return becomes(out, PythonLiteral::Kind::number, "1");
    if (take("False")) return becomes(out, PythonLiteral::Kind::number, "0");
    if (take("u'") || take("u\"") || take("'") || take("\"")) return string(out, text_[at_ - 1]);
    return number(out);
  }

  static bool becomes(PythonLiteral& out, PythonLiteral::Kind kind, std::string text) {
    out.kind = kind;
    out.text = std::move(text);
    return true;
  }

  /// What stands up to `end`, parted by commas, of which one may be too many.
  bool items(PythonLiteral& out, char end, int depth) {
    out.kind = PythonLiteral::Kind::list;
    while (!take(end)) {
      if (!value(out.items.emplace_back(), depth + 1)) return false;
      if (take(',')) continue;
      return take(end);
    }
    return true;
  }

  /// A dictionary, or a set, which counts as a list.
  bool braces(PythonLiteral& out, int depth) {
    out.kind = PythonLiteral::Kind::dictionary;
    while (!take('}')) {
      if (!value(out.items.emplace_back(), depth + 1)) return false;
      const bool is_pair = take(':');
      if (!is_pair && out.items.size() == 1) out.kind = PythonLiteral::Kind::list;
      if (is_pair != (out.kind == PythonLiteral::Kind::dictionary)) return false;
      if (is_pair && !value(out.items.emplace_back(), depth + 1)) return false;
      if (take(',')) continue;
      return take('}');
    }
    return true;
  }

  bool string(PythonLiteral& out, char quote) {
    out.kind = PythonLiteral::Kind::text;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == quote) return true;
      if (c != '\\') {
        out.text += c;
      } else if (!escape(out.text)) {
        return false;
      }
    }
    return false;
  }

  bool escape(std::string& out) {
    constexpr std::array<std::pair<char, char>, 11> kSimple = {{{'\\', '\\'},
                                                                {'\'', '\''},
                                                                {'"', '"'},
                                                                {'n', '\n'},
                                                                {'r', '\r'},
                                                                {'t', '\t'},
                                                                {'a', '\a'},
                                                                {'b', '\b'},
                                                                {'f', '\f'},
                                                                {'v', '\v'},
                                                                {'0', '\0'}}};
    if (at_ == text_.size()) return false;
    const char c = text_[at_++];
    for (const auto& [written, meant] : kSimple) {
      if (c != written) continue;
      out += meant;
      return true;
    }
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    return digits > 0 && code_point(out, digits);
  }

  bool code_point(std::string& out, std::size_t digits) {
    if (text_.size() - at_ < digits) return false;
    std::uint32_t number = 0;
    const char* const begin = text_.data() + at_;
    const auto result = std::from_chars(begin, begin + digits, number, 16);
    if (result.ec != std::errc() || result.ptr != begin + digits) return false;
    at_ += digits;
    const bool is_character = number < 0xd800 || (number > 0xdfff && number <= 0x10ffff);
    append_utf8(out, is_character ? static_cast<char32_t>(number) : U'\ufffd');
    return true;
  }

  bool number(PythonLiteral& out) {
    out.kind = PythonLiteral::Kind::number;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool is_part = std::isdigit(static_cast<unsigned char>(c)) != 0 ||
                           std::string_view("+-.e").find(c) != std::string_view::npos;
      if (!is_part) break;
      out.text += c;
      ++at_;
    }
    return std::ranges::any_of(out.text, [](char c) { return c >= '0' && c <= '9'; });
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

const PythonLiteral* PythonLiteral::find(std::string_view key) const {
  if (kind != Kind::dictionary) return nullptr;
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    if (items[i].text == key) return &items[i + 1];
  }
  return nullptr;
}

std::vector<std::string> PythonLiteral::texts() const {
  std::vector<std::string> all;
  if (kind != Kind::list) return all;
  for (const PythonLiteral& item : items) {
    if (item.kind == Kind::text) all.push_back(item.text);
  }
  return all;
}

std::optional<PythonLiteral> read_python_literal(std::string_view text) {
  return LiteralReader(text).whole();
}

}  // namespace lianxi
