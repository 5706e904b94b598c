#include <algorithm>
#include <array>
#include <istream>

#include "base/limits.h"
#include "import/reader.h"
#include "import/report.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kChunk = 1 << 16;
constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

struct Refusal {
  std::string_view code;
  std::string text;
  int line = 0;
};

/// UTF-16 and UTF-32 say so by their first bytes, or by a NUL in every second place of ASCII.
bool is_wide_encoding(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;
  if (head.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return true;
  std::array<std::size_t, 2> nuls{};
  const auto looked_at = head.substr(0, 512);
  for (std::size_t i = 0; i < looked_at.size(); ++i) {
    if (looked_at[i] == '\0') ++nuls[i % 2];
  }
  const std::size_t half = looked_at.size() / 2;
  return looked_at.size() >= 4 && (nuls[0] == 0) != (nuls[1] == 0) &&
         (nuls[0] + nuls[1]) * 2 >= half;
}

constexpr bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Takes a file in chunk by chunk, line ends made one, until something in it is refused.
class TextBuffer {
 public:
  std::optional<Refusal> add(std::string_view chunk) {
    if (is_first_) {
      is_first_ = false;
      if (is_wide_encoding(chunk)) {
        return Refusal{"utf16", "the file is UTF-16 or UTF-32; save it as UTF-8"};
      }
      if (chunk.starts_with(kUtf8Bom)) chunk.remove_prefix(kUtf8Bom.size());
    }
    taken_ += chunk.size();
    if (taken_ > kMaxFile) return Refusal{"too-large", "the file is larger than 64 MiB"};
    if (chunk.find('\0') != std::string_view::npos) {
      return Refusal{"binary", "the file holds NUL bytes: it is not a text file"};
    }
    return add_lines(chunk);
  }

  /// The whole text, or why it is refused.
  std::optional<Refusal> finish() {
    if (trim(text_).empty()) return Refusal{"empty", "the file is empty"};
    const auto invalid = first_invalid_utf8(text_);
    if (!invalid) return std::nullopt;
    const auto before = std::string_view(text_).substr(0, *invalid);
    int line = 1;
    for (const char c : before) line += c == '\n' ? 1 : 0;
    return Refusal{"not-utf8", "the file is not UTF-8 from here on; save it as UTF-8", line};
  }

  std::string take() { return std::move(text_); }

 private:
  std::optional<Refusal> add_lines(std::string_view chunk) {
    while (!chunk.empty()) {
      if (was_return_ && chunk.front() == '\n') chunk.remove_prefix(1);
      was_return_ = false;
      const auto end =
          static_cast<std::size_t>(std::ranges::find_if(chunk, is_line_end) - chunk.begin());
      text_ += chunk.substr(0, end);
      line_size_ += end;
      if (line_size_ > kMaxLine) {
        return Refusal{"long-line", "a line is longer than 1 MiB", line_};
      }
      if (end == chunk.size()) break;
      was_return_ = chunk[end] == '\r';
      text_ += '\n';
      ++line_;
      line_size_ = 0;
      if (static_cast<std::size_t>(line_) > kMaxFileLines) {
        return Refusal{"too-large", "the file has more than a million lines", line_};
      }
      chunk.remove_prefix(end + 1);
    }
    return std::nullopt;
  }

  std::string text_;
  std::size_t taken_ = 0;
  std::size_t line_size_ = 0;
  int line_ = 1;
  bool is_first_ = true;
  bool was_return_ = false;
};

}  // namespace

std::optional<std::string> read_text(std::istream& in, std::string_view source, const Sink& sink) {
  const Report report(source, sink);
  TextBuffer buffer;
  std::string chunk(kChunk, '\0');
  std::optional<Refusal> refusal;
  while (!refusal && in) {
    in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    refusal = buffer.add(std::string_view(chunk).substr(0, static_cast<std::size_t>(in.gcount())));
  }
  if (!refusal) refusal = buffer.finish();
  if (!refusal) return buffer.take();
  report.fatal(refusal->line, refusal->code, std::move(refusal->text));
  return std::nullopt;
}

}  // namespace lianxi
