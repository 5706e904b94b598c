#include "app/stats_levels.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/columns.h"
#include "app/dictionary_file.h"
#include "import/word_list.h"
#include "text/wrap.h"

namespace lianxi::app {
namespace {

std::string row_text(std::string_view level, const LevelCount& count) {
  return fmt::format("  {:<5} {:>6} {:>6} {:>8} {:>7}   {} of {}", level, count.words(),
                     count.known, count.in_work, count.unseen, count.characters_known,
                     count.characters);
}

LevelCount sum_of(const std::vector<LevelCount>& levels) {
  LevelCount sum;
  for (const LevelCount& count : levels) {
    sum.known += count.known;
    sum.in_work += count.in_work;
    sum.unseen += count.unseen;
    sum.characters += count.characters;
    sum.characters_known += count.characters_known;
  }
  return sum;
}

void print_counts(const ListReport& list, Shell& shell) {
  shell.out << (list.list.empty() ? "level, of no list that is named" : shell.safe(list.list))
            << "\n  level  words  known  in work  unseen   characters in words known\n";
  for (const LevelCount& count : list.levels) {
    shell.out << row_text(level_text(count.level), count) << '\n';
  }
  if (list.levels.size() > 1) shell.out << row_text("all", sum_of(list.levels)) << '\n';
}

/// With its reading and meaning, and whether it waits in the collection already.
std::string detail_text(const NextWord& word, int widest, int width) {
  constexpr int kReadingWidth = 16;
  return shortened(
      fmt::format("    {}  {} {}{}", padded(word.word, widest), padded(word.pinyin, kReadingWidth),
                  word.collected ? "(waits) " : "", word.definition),
      width);
}

/// Whether more is known of the words than how they are written.
bool has_details(const ListReport& list) {
  return std::ranges::any_of(list.next, [](const NextWord& word) {
    return !word.pinyin.empty() || !word.definition.empty();
  });
}

void print_next(const ListReport& list, bool in_detail, Shell& shell) {
  if (list.next.empty()) return;
  std::string words;
  int widest = 0;
  for (const NextWord& word : list.next) {
    words += " " + word.word;
    widest = std::max(widest, display_width(word.word));
  }
  if (!in_detail) {
    for (const std::string& line : wrap("next:" + words, shell.width - 2)) {
      shell.out << "  " << shell.safe(line) << '\n';
    }
    return;
  }
  shell.out << "  next\n";
  for (const NextWord& word : list.next) {
    shell.out << shell.safe(detail_text(word, widest, shell.width)) << '\n';
  }
}

/// How to add those that the collection does not have.
void print_how_to_add(const ListReport& list, Shell& shell) {
  const auto missing = std::ranges::find(list.next, false, &NextWord::collected);
  if (missing == list.next.end()) return;
  const std::string name = list.list.substr(list.list.find(' ') + 1);
  shell.out << shell.safe(fmt::format("  to add what you do not have: lianxi add --hsk '{}:{}' -n",
                                      name, level_text(missing->level)))
            << '\n';
}

}  // namespace

LevelReport measure_levels(Db& db, const Shell& shell) {
  if (!std::filesystem::exists(dictionary_path(shell))) return report_levels(db, nullptr);
  Db dictionary = open_dictionary(shell);
  return report_levels(db, &dictionary);
}

void print_levels(const LevelReport& report, Shell& shell) {
  for (const ListReport& list : report.lists) {
    print_counts(list, shell);
    print_next(list, report.lists.size() == 1 && has_details(list), shell);
    if (report.installed) print_how_to_add(list, shell);
  }
  if (report.installed) return;
  shell.out << (report.lists.empty() ? "No word of yours names a level, and no"
                                     : "These are the levels that your own words name; no")
            << " word list is installed.\n"
               "lianxi dict install FILE installs one; the README says where to get them.\n";
}

Json levels_json(const LevelReport& report) {
  Json lists = Json::array();
  for (const ListReport& list : report.lists) {
    Json levels = Json::array(), next = Json::array();
    for (const LevelCount& count : list.levels) {
      levels.push_back({{"level", count.level},
                        {"words", count.words()},
                        {"known", count.known},
                        {"in_work", count.in_work},
                        {"unseen", count.unseen},
                        {"characters", count.characters},
                        {"characters_known", count.characters_known}});
    }
    for (const NextWord& word : list.next) {
      next.push_back({{"word", word.word},
                      {"level", word.level},
                      {"pinyin", text_or_null(word.pinyin)},
                      {"definition", text_or_null(word.definition)},
                      {"collected", word.collected}});
    }
    lists.push_back({{"list", text_or_null(list.list)}, {"levels", levels}, {"next", next}});
  }
  return {{"installed", report.installed}, {"lists", lists}};
}

}  // namespace lianxi::app
