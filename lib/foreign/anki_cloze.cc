#include "foreign/anki_cloze.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kGap = "＿＿";
/// Anki allows eight within each other.
constexpr std::size_t kDeepest = 8;
constexpr int kHighest = 10'000;

/// A gap that is open while its text is read.
struct Gap {
  std::string opening;  ///< "{{c1::", in case it is never closed
  bool wanted = false;
  bool hints = false;  ///< past the "::" after its text
  std::string text, hint;
  std::string& target() { return hints ? hint : text; }
};

/// "{{c1::" or "{{c1,2::" at the beginning of `text`.
std::optional<Gap> gap_at(std::string_view text, int wanted) {
  if (!text.starts_with("{{c")) return std::nullopt;
  Gap gap;
  int number = 0;
  std::size_t at = 3;
  for (; at < text.size() && (is_digit(text[at]) || text[at] == ','); ++at) {
    if (text[at] == ',') {
      number = 0;
      continue;
    }
    number = std::min(number * 10 + (text[at] - '0'), kHighest);
    const bool ends = at + 1 == text.size() || !is_digit(text[at + 1]);
    gap.wanted = gap.wanted || (ends && number == wanted);
  }
  if (at == 3 || text.substr(at, 2) != "::") return std::nullopt;
  gap.opening = text.substr(0, at + 2);
  return gap;
}

class GapReader {
 public:
  GapReader(int number, Side side) : number_(number), side_(side) {}

  std::string all(std::string_view text) {
    while (!text.empty()) text.remove_prefix(next(text));
    while (!open_.empty()) give_up();
    return found_ ? std::move(out_) : "";
  }

 private:
  /// Takes what stands at the beginning; returns how many bytes that were.
  std::size_t next(std::string_view text) {
    if (auto gap = gap_at(text, number_); gap && open_.size() < kDeepest) {
      open_.push_back(std::move(*gap));
      return open_.back().opening.size();
    }
    if (!open_.empty() && text.starts_with("}}")) return close();
    if (!open_.empty() && !open_.back().hints && text.starts_with("::")) {
      open_.back().hints = true;
      return 2;
    }
    const std::size_t plain = text.find_first_of("{}:", 1);
    const std::string_view taken = text.substr(0, plain);
    target() += taken;
    return taken.size();
  }

  std::size_t close() {
    Gap gap = std::move(open_.back());
    open_.pop_back();
    found_ = found_ || gap.wanted;
    if (!gap.wanted || side_ == Side::answer) {
      target() += gap.text;
    } else {
      target() += gap.hint.empty() ? std::string(kGap) : "[" + gap.hint + "]";
    }
    return 2;
  }

  /// A gap without its end is text.
  void give_up() {
    Gap gap = std::move(open_.back());
    open_.pop_back();
    target() += gap.opening + gap.text + (gap.hints ? "::" : "") + gap.hint;
  }

  std::string& target() { return open_.empty() ? out_ : open_.back().target(); }

  int number_;
  Side side_;
  std::vector<Gap> open_;
  std::string out_;
  bool found_ = false;
};

}  // namespace

std::string cloze_text(std::string_view text, int number, Side side) {
  return GapReader(number, side).all(text);
}

}  // namespace lianxi
