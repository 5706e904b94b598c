#pragma once

// Files of other programs, and files that come packed. What reads them is a program of its own,
// lianxi-read, beside this one or in ../libexec/lianxi: it is bounded in memory and time, and
// nothing else loads its libraries.

#include <cstddef>
#include <string>

#include "import/notes.h"

namespace lianxi::app {

/// True for a .gz or .zip, by how it begins.
bool is_packed(const std::string& path);

/// What the one file in it holds: at most `most` bytes and one more where there are more. Throws
/// Error (input) for an archive that is damaged, cut off, or holds several files.
std::string unpacked(const std::string& path, std::size_t most);

/// Gives the notes of another program's file to `sink` as they are read. `format` is what the
/// learner says it is; empty: found by what it holds. Throws Error (input) for a file that cannot
/// be used; what was given before does not count then. What `sink` throws ends the reading.
void read_notes(const std::string& path, const std::string& format, const NoteSink& sink);

}  // namespace lianxi::app
