#pragma once

// What comes with the program, found from where the program stands: beside it, where an
// installation puts it, or in the clone that it was built in.

#include <optional>
#include <string>

#include "app/shell.h"

namespace lianxi::app {

/// The program that reads files of other programs. Throws Error (input) where it is missing.
std::string reading_program();

/// The folder of the decks that come with lianxi: $LIANXI_DECKS, share/lianxi/decks, or the
/// clone's.
std::optional<std::string> decks_folder(const Shell& shell);

/// A path as it was typed; where nothing is there, the deck of that name that comes with lianxi:
/// "first" and "decks/first" are found everywhere.
std::string path_or_deck(const std::string& path, const Shell& shell);

}  // namespace lianxi::app
