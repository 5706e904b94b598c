#pragma once

// Files that come packed. What unpacks them is a program of its own, lianxi-unpack, beside this one
// or in ../libexec/lianxi: it is bounded in memory and time, and nothing else loads its libraries.

#include <cstddef>
#include <string>

namespace lianxi::app {

/// True for a .gz or .zip, by how it begins.
bool is_packed(const std::string& path);

/// What the one file in it holds: at most `most` bytes and one more where there are more. Throws
/// Error (input) for an archive that is damaged, cut off, or holds several files.
std::string unpacked(const std::string& path, std::size_t most);

}  // namespace lianxi::app
