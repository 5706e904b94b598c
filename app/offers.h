#pragma once

// What a shell may offer for the word that is being typed: commands, options and values from the
// tables that --help is made of, and decks, words and tags from the collection, which is only
// looked at. What stands in a collection came from elsewhere: a text that a terminal would obey,
// that nobody sees, or that would be read as an option is never offered.

#include <string>
#include <vector>

#include "app/shell.h"

namespace lianxi::app {

/// One way to go on.
struct Offer {
  std::string text;     ///< the whole word, as the program is to get it: nothing is quoted
  std::string meaning;  ///< a few words about it; may be empty
};

struct Offers {
  enum class Paths { none, files, folders };
  std::vector<Offer> words;
  Paths paths = Paths::none;  ///< whether names of files, or of folders alone, fit too
};

/// `words`: those behind the program's name, as the program would get them; the last one is being
/// typed. What cannot be read is as if it were empty; nothing is written.
Offers offers_for(const std::vector<std::string>& words, Shell& shell);

}  // namespace lianxi::app
