#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "app/add.h"
#include "app/dictionary_file.h"
#include "app/json.h"
#include "app/lookup.h"
#include "app/read_line.h"
#include "app/text_file.h"
#include "base/limits.h"
#include "session/text_words.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// So many words are offered to choose from.
constexpr std::size_t kMostOffered = 30;
/// Columns of a definition in the list.
constexpr int kShortDefinition = 48;

std::string one_line(const std::string& text) {
  if (display_width(text) <= kShortDefinition) return text;
  std::string_view rest(text);
  while (display_width(rest) >= kShortDefinition) {
    rest = rest.substr(0, rest.find_last_of(" ;,"));
    if (rest.find(' ') == rest.npos) break;
  }
  return std::string(rest) + " …";
}

std::string_view kind_text(TextWord::Kind kind) {
  switch (kind) {
    case TextWord::Kind::grammar:
      return "grammar";
    case TextWord::Kind::name:
      return "name";
    default:
      return "content";
  }
}

void print_list(const std::vector<TextWord>& words, std::size_t most, Shell& shell) {
  for (std::size_t i = 0; i < std::min(most, words.size()); ++i) {
    const TextWord& word = words[i];
    if (shell.options.plain) {
      shell.out << word.count << '\t' << shell.safe(word.word) << '\t' << shell.safe(word.pinyin)
                << '\t' << shell.safe(word.definition) << '\t' << kind_text(word.kind) << '\n';
      continue;
    }
    shell.out << fmt::format("{:>4} {:>4}×  ", i + 1, word.count)
              << shell.safe(
                     fmt::format("{} {}  {}", word.word, word.pinyin, one_line(word.definition)))
              << '\n';
  }
  if (words.size() > most && !shell.options.plain) {
    shell.out << fmt::format("and {} more\n", words.size() - most);
  }
}

void print_json_list(const std::vector<TextWord>& words, Shell& shell) {
  Json rows = Json::array();
  for (const TextWord& word : words) {
    rows.push_back({{"count", word.count},
                    {"word", word.word},
                    {"pinyin", word.pinyin},
                    {"definition", word.definition},
                    {"kind", kind_text(word.kind)}});
  }
  print_json(shell, {{"schema", 1}, {"words", rows}});
}

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// "1-10 15" of `count` words, from 1; nothing for what names none.
std::vector<std::size_t> numbers_in(const std::string& line, std::size_t count) {
  std::vector<std::size_t> numbers;
  for (const std::string_view part : split(line, ' ')) {
    const auto dash = part.find('-');
    const std::size_t first = number_in(part.substr(0, dash));
    const std::size_t last =
        dash == part.npos ? first : std::min(number_in(part.substr(dash + 1)), count);
    for (std::size_t n = first; n >= 1 && n <= std::min(last, count); ++n) numbers.push_back(n);
  }
  return numbers;
}

/// Asks which of those listed to add.
std::vector<TextWord> ask_words(const std::vector<TextWord>& words, Shell& shell) {
  shell.err << "which? (1-10 15; enter: none) " << std::flush;
  std::string line;
  std::vector<TextWord> chosen;
  if (read_line(shell.in, line, kMaxTyped) != LineRead::whole) return chosen;
  for (const std::size_t number : numbers_in(nfkc(line), words.size())) {
    chosen.push_back(words[number - 1]);
  }
  return chosen;
}

/// Those to add, out of all that are listed; without --top and nobody to ask there are none.
std::vector<TextWord> chosen_words(std::vector<TextWord> words, const AddOptions& options,
                                   Shell& shell) {
  if (options.top) {
    words.resize(std::min(words.size(), static_cast<std::size_t>(*options.top)));
    return words;
  }
  if (shell.options.json) {
    print_json_list(words, shell);
    return {};
  }
  const bool asks = shell.in_is_terminal && shell.out_is_terminal && !shell.options.no_input &&
                    options.text != "-" && !shell.options.plain;
  print_list(words, asks ? kMostOffered : words.size(), shell);
  if (asks) return ask_words(words, shell);
  if (!shell.options.quiet) shell.err << "nothing was added; --top 10 adds the first ten\n";
  return {};
}

}  // namespace

int add_from_text(const AddOptions& options, Shell& shell) {
  Db dictionary = open_dictionary(shell);
  const std::string text = text_of_file(options.text, shell);
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const std::vector<TextWord> words = new_words_of(text, db, dictionary);
  if (words.empty()) {
    shell.err << "add: no word in it that is new to you and in the dictionary\n";
    return kNo;
  }
  DictionaryTask task;
  task.many = true;
  for (const TextWord& word : chosen_words(words, options, shell)) {
    task.words.push_back({word.word, {}, false});
  }
  return task.words.empty() ? kDone : add_words(options, task, db, dictionary, shell);
}

}  // namespace lianxi::app
