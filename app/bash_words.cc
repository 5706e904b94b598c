#include "app/bash_words.h"

#include <algorithm>

#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// What bash has read of a line.
class BashReader {
 public:
  void read(char c) {
    if (escaped_) {
      read_escaped(c);
    } else if (quote_ == '\'') {
      c == '\'' ? close() : take(c);
    } else if (c == '\\') {
      escaped_ = true;
      begun_ = true;
    } else if (quote_ == '"') {
      c == '"' ? close() : take(c);
    } else if (c == '\'' || c == '"') {
      quote_ = c;
      begun_ = true;
    } else if (c == ' ' || c == '\t') {
      end_word();
    } else if (kEndsCommand.find(c) != kEndsCommand.npos) {
      end_word();
      words_.clear();
    } else {
      take(c);
    }
  }

  const std::vector<std::string>& words() const { return words_; }
  const std::string& word() const { return word_; }
  bool within_word() const { return begun_; }
  char quote() const { return quote_; }

 private:
  static constexpr std::string_view kEndsCommand = ";|&\n(";

  void read_escaped(char c) {
    escaped_ = false;
    // Within double quotes a backslash stands for itself before all other signs.
    if (quote_ == '"' && std::string_view("\"\\$`").find(c) == npos) word_ += '\\';
    take(c);
  }
  void take(char c) {
    word_ += c;
    begun_ = true;
  }
  void close() { quote_ = 0; }
  void end_word() {
    if (begun_) words_.push_back(word_);
    word_.clear();
    begun_ = false;
  }

  std::vector<std::string> words_;
  std::string word_;
  char quote_ = 0;        // the quotation that is open, or none
  bool escaped_ = false;  // behind a backslash
  bool begun_ = false;    // a word, which may be empty yet
};

BashReader read_by_bash(std::string_view text) {
  BashReader reader;
  for (const char c : text) reader.read(c);
  return reader;
}

/// "X=1" before a command.
bool is_assignment(std::string_view word) {
  const auto equals = word.find('=');
  return equals != npos && equals > 0 && !is_digit(word[0]) &&
         std::ranges::all_of(word.substr(0, equals), [](char c) {
           return c == '_' || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

bool is_safe_unquoted(char c) {
  constexpr std::string_view kSafe = "_@%+=:,./-";
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0 ||
         kSafe.find(c) != kSafe.npos;
}

/// `text` within a quotation of this kind, or within none (0).
std::optional<std::string> quoted_in_bash(std::string_view text, char quote) {
  std::string out;
  for (const char c : text) {
    // Bash looks for its history there, and leaves the backslash that would forbid it.
    if (quote == '"' && c == '!') return std::nullopt;
    if (quote == '\'' && c == '\'') {
      out += "'\\'";  // closed, said, and opened again
    } else if ((quote == '"' && std::string_view("\"\\$`").find(c) != npos) ||
               (quote == 0 && !is_safe_unquoted(c))) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

}  // namespace

BashLine read_bash_line(std::string_view line) {
  BashReader reader;
  std::size_t begin = line.size();
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool within = reader.within_word();
    reader.read(line[i]);
    if (!within && reader.within_word()) begin = i;
    if (within && !reader.within_word()) begin = line.size();
  }
  if (!reader.within_word()) begin = line.size();
  BashLine result;
  result.words = reader.words();
  const auto program = std::ranges::find_if_not(result.words, is_assignment);
  if (program == result.words.end()) return {};
  result.words.erase(result.words.begin(), program + 1);
  result.words.push_back(reader.word());
  result.last = line.substr(begin);
  return result;
}

std::optional<std::string> bash_text(std::string_view typed, std::string_view replaced,
                                     std::string_view word) {
  if (!typed.ends_with(replaced)) return std::nullopt;
  const BashReader kept = read_by_bash(typed.substr(0, typed.size() - replaced.size()));
  if (!word.starts_with(kept.word())) return std::nullopt;
  return quoted_in_bash(word.substr(kept.word().size()), kept.quote());
}

}  // namespace lianxi::app
