#pragma once

// Words of a command line as bash reads and wants them. A completion in bash gets the line as it
// was typed, quotes and all, and gives the text that is to stand there instead.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi::app {

/// A line up to the cursor.
struct BashLine {
  std::vector<std::string> words;  ///< behind the program's name, unquoted; the last is being typed
  std::string last;                ///< that one as it was typed
};
/// Of several commands the last one. No words where the program's name is still being typed.
/// Nothing is expanded: neither variables nor commands.
BashLine read_bash_line(std::string_view line);

/// What bash has to put in the place of `replaced`, with which `typed` ends, so that the word that
/// began with `typed` becomes `word`. Nothing where that cannot be done, or not be quoted.
std::optional<std::string> bash_text(std::string_view typed, std::string_view replaced,
                                     std::string_view word);

}  // namespace lianxi::app
