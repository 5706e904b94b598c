#include "app/review_lines.h"

#include <fmt/format.h>

#include "app/config_file.h"
#include "app/frame.h"
#include "app/read_line.h"
#include "app/terminal.h"
#include "base/limits.h"

namespace lianxi::app {
namespace {

constexpr std::string_view kTextMargin = "  ";
constexpr int kTextMarginWidth = 2;

/// The command of a line that ends with Alt and its key, which a terminal sends as Esc and the key.
std::optional<char32_t> key_with_alt(std::string_view line) {
  if (line.size() < 2 || line[line.size() - 2] != '\x1b') return std::nullopt;
  return command_named(line.substr(line.size() - 1));
}

/// What a line of input means as a key: Enter for an empty one, a rating by its name, the one
/// character; U+FFFD for any other.
char32_t key_of(std::string_view text) {
  if (text.empty()) return U'\n';
  for (const Rating rating : kRatings) {
    if (text == to_string(rating)) return U'0' + static_cast<char32_t>(rating);
  }
  if (const auto key = key_with_alt(text)) return *key;
  if (text.starts_with(':')) text.remove_prefix(1);
  if (const auto key = command_named(text)) return *key;
  std::size_t at = 0;
  const char32_t key = text.empty() ? U'\ufffd' : decode_utf8(text, at);
  return at == text.size() ? narrow(key) : U'\ufffd';
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : std::string(between)) + text;
  return all;
}

}  // namespace

void print_lines(const std::vector<Line>& lines, const Palette& palette, Ambiguous ambiguous,
                 Shell& shell) {
  for (const Line& row : flow(lines, shell.width - 2 * kTextMarginWidth, ambiguous)) {
    shell.out << kTextMargin;
    for (const StyledText& piece : row) shell.out << painted(piece, palette);
    shell.out << '\n';
  }
}

ReviewLines::ReviewLines(Shell& shell, Signs signs)
    : shell_(shell),
      signs_(signs),
      ambiguous_(ambiguous_width(shell)),
      palette_(signs == Signs::in_words ? Palette{} : palette_of(shell)) {}

void ReviewLines::question(const Heading& heading, const std::vector<Line>& prompt) {
  shell_.out << '\n';
  const bool words = signs_ == Signs::in_words;
  const std::string parts = joined(heading.parts, words ? ", " : " · ");
  const std::string counts =
      heading.counts.empty() ? "" : (words ? ". " : "      ") + heading.counts;
  shell_.out << shell_.safe(parts + counts) << "\n\n";
  tell(prompt);
}

void ReviewLines::tell(const std::vector<Line>& lines) {
  print_lines(lines, palette_, ambiguous_, shell_);
}

void ReviewLines::notice(const std::string& text) { tell({{{Style::plain, text}}}); }

void ReviewLines::sheet(const std::string& title, const std::vector<Line>& lines) {
  shell_.out << '\n' << shell_.safe(title) << '\n';
  tell(lines);
}

void ReviewLines::print(const KeyLine& keys) {
  const bool words = signs_ == Signs::in_words;
  auto rows = joined_rows(keys.keys, words ? ", " : " · ", shell_.width, ambiguous_);
  // Heard once, they need not be heard again at each card.
  const bool heard = words && std::exchange(more_keys_, keys.more) == keys.more;
  if (!heard) {
    for (auto& row : joined_rows(keys.more, words ? ", " : "  ", shell_.width, ambiguous_)) {
      rows.push_back(std::move(row));
    }
  }
  for (const std::string& row : rows) shell_.out << row << '\n';
}

std::optional<std::string> ReviewLines::read_line() {
  shell_.out.flush();
  work();
  std::string line;
  const LineRead read = app::read_line(shell_.in, line, kMaxTyped);
  if (read == LineRead::end) return std::nullopt;
  if (read == LineRead::cut) notice("a line has at most 4 KiB; the rest of this one was not read");
  return std::string(trim(line));
}

std::optional<Reply> ReviewLines::type(const KeyLine& keys) {
  shell_.out << '\n';
  if (shell_.in_is_terminal && typing_keys_ != keys.keys) {
    typing_keys_ = keys.keys;
    print(keys);
  }
  shell_.out << "> ";
  auto line = read_line();
  if (!line || !shell_.in_is_terminal) shell_.out << '\n';
  if (!line) return std::nullopt;
  if (const auto key = key_with_alt(*line)) return Reply{"", *key};
  return Reply{std::move(*line)};
}

std::optional<std::string> ReviewLines::ask(const std::string& what, const std::string& now) {
  if (!now.empty()) notice("now: " + now + "; an empty line takes it away");
  shell_.out << what;
  auto line = read_line();
  if (!line || !shell_.in_is_terminal) shell_.out << '\n';
  return line;
}

std::optional<char32_t> ReviewLines::press(const KeyLine& keys) {
  shell_.out << '\n';
  print(keys);
  const auto line = read_line();
  if (!line) return std::nullopt;
  return key_of(*line);
}

void ReviewLines::lend(const std::function<void()>& use) {
  shell_.out.flush();
  use();
}

void ReviewLines::say_on_exit(const std::string& message) {
  if (shell_.in_is_terminal) app::say_on_exit("\n" + message);
}

}  // namespace lianxi::app
