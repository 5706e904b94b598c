#pragma once

// A level of a word list, as a learner names it: "3.0:3", "2.0:1-2", "HSK 3.0 (2025):7-9".

#include <string>
#include <vector>

#include "store/dictionary.h"

namespace lianxi::app {

struct ListChoice {
  std::string list;  ///< as it is installed: "HSK 3.0 (2021)"
  int lowest = 0, highest = 0;
  std::vector<std::string> others;  ///< of which the name could be, too
};

/// Of several editions that of 2021 is meant, the one that is in force. Throws Error (usage) where
/// the text names no list that is installed, or no level.
ListChoice list_choice(const std::string& text,
                       const std::vector<store::DictionarySource>& installed);

}  // namespace lianxi::app
