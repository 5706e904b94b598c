#pragma once

// The two kinds of files that Mnemosyne 2 has. Which of them one is, is told by what it holds.

#include <string>

#include "import/notes.h"

namespace lianxi {

/// Reads a database (default.db) or a package of cards; false where the file is neither. Throws
/// Error (input) where it is one and cannot be used. Such errors do not name the file.
bool read_mnemosyne(const std::string& path, const NoteSink& sink);

}  // namespace lianxi
