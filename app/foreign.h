#pragma once

// Files of other programs, and files that come packed. What reads and writes them is a program of
// its own, lianxi-read, beside this one or in ../libexec/lianxi: it is bounded in memory and time, and
// nothing else loads its libraries.

#include <cstddef>
#include <cstdint>
#include <functional>
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
/// be used; what was given before does not count then. What `sink` throws ends the reading. False
/// where it is of no known kind.
bool read_notes(const std::string& path, const std::string& format, const NoteSink& sink);

/// Writes a package of Anki: what `give` gives to the sink. `at`: the second of the export. Nothing
/// stands at `path` before all of it is written. Throws Error (usage) where it cannot be.
void write_anki_package(const std::string& path, std::int64_t at,
                        const std::function<void(const NoteSink&)>& give);

}  // namespace lianxi::app
