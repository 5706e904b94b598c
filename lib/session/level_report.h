#pragma once

// How far the learner has come on the word lists that are installed beside the collection, each by
// its own name: the scales of HSK 2.0 and of the editions of HSK 3.0 are not to be compared. A word
// of a list counts in whatever spelling it stands in the collection, as far as the dictionary leads
// from there to the list's. Without any list the levels count that the entries themselves name.

#include <cstddef>
#include <string>
#include <vector>

#include "export/table.h"
#include "sqlite/db.h"
#include "stats/levels.h"

namespace lianxi {

/// A word to learn next.
struct NextWord {
  int level = 0;
  std::string word;
  std::string pinyin, definition;  ///< empty where neither list, dictionary nor collection says
  bool collected = false;          ///< it waits in the collection; else it is to be added
};

struct ListReport {
  std::string list;  ///< "HSK 2.0"; empty for levels of which the entries name no list
  std::vector<LevelCount> levels;
  std::vector<NextWord> next;
};

struct LevelReport {
  bool installed = false;  ///< counted on installed lists; else on what the entries say
  std::vector<ListReport> lists;
};

/// Every list by its name. `dictionary`: null where none is installed. `most`: so many words to
/// learn next.
LevelReport report_levels(Db& db, Db* dictionary, std::size_t most = 20);

/// As tables: levels, next_words. Level 7 of HSK 3.0 stands for 7 to 9.
std::vector<Table> level_tables(const LevelReport& report);

}  // namespace lianxi
