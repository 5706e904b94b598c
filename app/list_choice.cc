#include "app/list_choice.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "import/word_list.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

constexpr int kHighest = 7;  // 7 to 9 are one level

bool is_digit(char c) { return c >= '1' && c <= '9'; }

/// "3", "1-2", "7-9"; {0, 0} for anything else.
std::pair<int, int> levels_in(std::string_view text) {
  const bool one = text.size() == 1 && is_digit(text[0]);
  const bool range = text.size() == 3 && is_digit(text[0]) && text[1] == '-' && is_digit(text[2]);
  if (!one && !range) return {0, 0};
  const int lowest = text[0] - '0', highest = text.back() - '0';
  if (lowest > highest) return {0, 0};
  return {std::min(lowest, kHighest), std::min(highest, kHighest)};
}

/// Whether `name` names the list: whole, without "HSK", without the year.
bool names(std::string_view name, std::string_view list) {
  constexpr std::string_view kHsk = "HSK ";
  const std::string given = fold(name);
  for (const std::string_view start : {list, list.starts_with(kHsk) ? list.substr(4) : list}) {
    if (given == fold(start) || given == fold(start.substr(0, start.find('(')))) return true;
  }
  return false;
}

bool is_list(const store::DictionarySource& source) { return source.name.starts_with("HSK "); }

Error not_installed(const std::string& text,
                    const std::vector<store::DictionarySource>& installed) {
  std::vector<std::string> lists;
  for (const store::DictionarySource& source : installed) {
    if (is_list(source)) lists.push_back(source.name);
  }
  return Error(ErrorKind::usage, fmt::format("--hsk {}: no such list is installed", text),
               lists.empty() ? "lianxi dict install FILE installs one; the README says where to "
                               "get them"
                             : fmt::format("installed: {}", fmt::join(lists, ", ")));
}

}  // namespace

ListChoice list_choice(const std::string& text,
                       const std::vector<store::DictionarySource>& installed) {
  const auto colon = text.rfind(':');
  const std::string name(trim(std::string_view(text).substr(0, colon)));
  const auto [lowest, highest] = levels_in(
      colon == text.npos ? std::string_view() : trim(std::string_view(text).substr(colon + 1)));
  if (lowest == 0) {
    throw Error(ErrorKind::usage, fmt::format("--hsk {} names no level", text),
                "write the list and the level: --hsk 3.0:3, --hsk 2.0:1-2");
  }
  ListChoice choice{"", lowest, highest, {}};
  for (const store::DictionarySource& source : installed) {
    if (!is_list(source) || !names(name, source.name)) continue;
    const bool better = choice.list.empty() || source.name == kHsk2021;
    if (better && !choice.list.empty()) choice.others.push_back(choice.list);
    if (better)
      choice.list = source.name;
    else
      choice.others.push_back(source.name);
  }
  if (choice.list.empty()) throw not_installed(text, installed);
  return choice;
}

}  // namespace lianxi::app
