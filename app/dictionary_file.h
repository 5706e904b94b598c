#pragma once

// Where the reference dictionary lies: beside the collection, one for all collections of a folder.

#include <string>

#include "app/shell.h"
#include "store/dictionary.h"

namespace lianxi::app {

std::string dictionary_path(const Shell& shell);
/// The dictionary, to look words up. Throws Error (usage) where none is installed.
Db open_dictionary(const Shell& shell);

}  // namespace lianxi::app
